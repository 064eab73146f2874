using Kit.Data.Tokens;

namespace Kit.Models.Generation;

/// <summary>An answer while it is written: its tokens, its own stream of random numbers, whether it has
/// ended.</summary>
/// <remarks>The stream is a function of (seed, the query's stream and ids, sample): what else is in the batch does not
/// touch it.</remarks>
internal sealed class Draft(Query query, int sample, long seed, Decoding decoding, ITokenizer? tokenizer)
{
    private const long Stream = 0x6E7;

    private readonly Pcg random = Pcg.From(seed, [Stream, query.Stream, sample, .. query.Ids]);
    private readonly List<int> ids = [];
    private Ending? ending;
    private string? text;

    public bool IsOpen => ending is null;

    /// <summary>Uniform over [0, 1): one number a token.</summary>
    public double Draw() => random.NextDouble();

    /// <summary>Takes the next token; an answer that has ended takes none.</summary>
    public void Add(int id)
    {
        if (!IsOpen) return;
        if (decoding.Stops.Contains(id)) ending = Ending.StopId;
        else ids.Add(id);
        if (IsOpen && Cut() is { } cut) (text, ending) = (cut, Ending.StopText);
        if (IsOpen && ids.Count == decoding.MaxTokens) ending = Ending.Length;
    }

    public Written Finish() => new([.. ids], text ?? tokenizer?.Decode(ids), ending ?? Ending.Length);

    /// <summary>The text before the first stop text, if there is one by now.</summary>
    private string? Cut()
    {
        if (decoding.StopTexts.Count == 0) return null;
        var soFar = tokenizer!.Decode(ids);
        var first = decoding.StopTexts.Select(stop => soFar.IndexOf(stop, StringComparison.Ordinal))
            .Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        return first < 0 ? null : soFar[..first];
    }
}
