using Kit.Pairs;

namespace Kit.Data.Tokens;

/// <summary>Encoded text.</summary>
/// <param name="Ids">Token ids, [T].</param>
/// <param name="Offsets">Characters [start, end) that each token stands for in the source text, [T].</param>
public sealed record Tokenized(Sequence<int> Ids, Sequence<Span> Offsets)
{
    /// <summary>T.</summary>
    public int Count => Ids.Count;
}
