namespace Kit.Evaluate.Scoring;

/// <summary>What an extraction rule reads in an answer.</summary>
/// <param name="Extracted">The answer as the rule reads it; null without one.</param>
/// <param name="Verdict">Whether it is the truth.</param>
public sealed record Finding(string? Extracted, Verdict Verdict)
{
    /// <summary>No answer was found.</summary>
    public static Finding None { get; } = new(null, Verdict.Unparsed);

    /// <summary>An answer was found, and it is right or not.</summary>
    public static Finding From(string extracted, bool right) =>
        new(extracted, right ? Verdict.Correct : Verdict.Wrong);
}
