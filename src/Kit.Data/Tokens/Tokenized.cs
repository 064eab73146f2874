using Kit.Pairs;

namespace Kit.Data.Tokens;

/// <summary>Encoded text.</summary>
/// <param name="Ids">Token ids, [T].</param>
/// <param name="Offsets">Characters [start, end) that each token stands for in the source text, [T]; tokens that share
/// a character (bytes of one letter) share its place.</param>
public sealed record Tokenized(Sequence<int> Ids, Sequence<Span> Offsets)
{
    /// <summary>T.</summary>
    public int Count => Ids.Count;

    /// <summary>Characters that the vocabulary cannot spell, whole or in part, and has no unknown token for; in order.
    /// Hugging Face's tokenizers leave them out without a word.</summary>
    public Sequence<Span> Lost { get; init; } = [];
}
