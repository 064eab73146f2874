namespace Kit.Models.Generation;

/// <summary>How a model's distribution becomes an answer; a value that prints as a protocol states it.</summary>
/// <param name="Choice">How the next token is chosen.</param>
/// <param name="Reshapings">What is done to the logits before, in the order of application.</param>
/// <param name="Stops">Ids that end an answer; not part of it.</param>
/// <param name="StopTexts">Texts that end an answer as soon as it contains one; cut off with all behind.</param>
/// <param name="MaxTokens">Longest answer, tokens.</param>
/// <param name="Samples">Answers of each prompt; they share its prefix.</param>
public sealed record Decoding(
    Choice Choice, Sequence<Reshaping> Reshapings, Sequence<int> Stops, Sequence<string> StopTexts, int MaxTokens,
    int Samples)
{
    private const int Default = 128;

    /// <summary>The most likely token each time, one answer of at most 128 tokens.</summary>
    public static Decoding Greedy { get; } = new(Choice.MostLikely, [], [], [], Default, 1);

    /// <summary>Tokens drawn by their probability, one answer of at most 128 tokens.</summary>
    public static Decoding Sampled { get; } = Greedy with { Choice = Choice.Drawn };

    /// <summary>With a part; another of its kind is replaced.</summary>
    /// <exception cref="ArgumentException">Greedy decoding does not read it: it does not change which token is most
    /// likely.</exception>
    public Decoding With(Reshaping part) => Choice == Choice.Drawn || part is Reshaping.RepetitionPenalty
        ? this with
        {
            Reshapings = Sequence.From(Reshapings.Where(p => p.Place != part.Place).Append(part).OrderBy(p => p.Place)),
        }
        : throw new ArgumentException(
            $"{part}: expected a part that greedy decoding reads, got one that never changes the most likely token. "
            + $"Start from {nameof(Decoding)}.{nameof(Sampled)}.");

    public Decoding WithStops(params int[] ids) => this with { Stops = Sequence.From<int>(ids) };

    public Decoding WithStopTexts(params string[] texts) => texts.Contains("")
        ? throw new ArgumentException("stop texts: expected texts, got an empty one. Leave it out.")
        : this with { StopTexts = Sequence.From<string>(texts) };

    public Decoding WithLimit(int tokens) => this with { MaxTokens = Positive(tokens) };

    /// <summary>Several answers of each prompt.</summary>
    /// <exception cref="ArgumentException">Greedy decoding gives the same answer every time.</exception>
    public Decoding WithSamples(int count) => Choice == Choice.Drawn || count == 1
        ? this with { Samples = Positive(count) }
        : throw new ArgumentException(
            $"samples: expected 1 with greedy decoding, got {count}. Start from {nameof(Decoding)}.{nameof(Sampled)}.");

    /// <summary>Whether a part asks which tokens have been written.</summary>
    internal bool ReadsHistory => Reshapings.Any(p => p is Reshaping.RepetitionPenalty);

    public override string ToString() => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        yield return Choice == Choice.MostLikely ? "greedy" : "sampled";
        foreach (var part in Reshapings) yield return $"{part}";
        yield return FormattableString.Invariant($"at most {MaxTokens} tokens");
        if (StopTexts.Count > 0) yield return $"until {string.Join(" or ", StopTexts.Select(Quoted))}";
        if (Samples > 1) yield return FormattableString.Invariant($"{Samples} samples");
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static int Positive(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return count;
    }
}

/// <summary>How the next token is chosen.</summary>
public enum Choice
{
    /// <summary>The one with the largest logit; the smallest id among equals.</summary>
    MostLikely,

    /// <summary>By probability.</summary>
    Drawn,
}
