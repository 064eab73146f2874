namespace Kit.Models.Generation;

/// <summary>One answer.</summary>
/// <param name="Ids">Its tokens without the stop id; those that complete a stop text are among them.</param>
/// <param name="Text">Up to the stop text; null when no tokenizer was given.</param>
/// <param name="Ending">Why it ends.</param>
public sealed record Written(Sequence<int> Ids, string? Text, Ending Ending);

/// <summary>Why an answer ends.</summary>
public enum Ending
{
    /// <summary>It has as many tokens as it may.</summary>
    Length,

    /// <summary>The model wrote a stop id.</summary>
    StopId,

    /// <summary>It contains a stop text.</summary>
    StopText,
}

/// <summary>Answers to a batch of queries, and what they cost.</summary>
/// <param name="Answers">Query by query, sample by sample.</param>
/// <param name="Tokens">Tokens drawn for all answers, stop ids among them.</param>
/// <param name="Elapsed">Prompts and answers together.</param>
public sealed record Generation(Sequence<Sequence<Written>> Answers, long Tokens, TimeSpan Elapsed)
{
    /// <summary>Tokens drawn per second.</summary>
    public double TokensPerSecond => Tokens / Elapsed.TotalSeconds;

    /// <summary>The first answer to every query, as ids.</summary>
    public IReadOnlyList<Sequence<int>> Ids => [.. Answers.Select(a => a[0].Ids)];

    public override string ToString() =>
        FormattableString.Invariant($"{Answers.Sum(samples => samples.Count)} answers, {Tokens} tokens ")
        + FormattableString.Invariant($"in {Elapsed.TotalSeconds:0.##} s");
}
