namespace Kit.Evaluate.Scoring;

/// <summary>What the extraction rule found in an answer.</summary>
public enum Verdict
{
    /// <summary>An answer was found, and it is another one.</summary>
    Wrong,

    /// <summary>The expected answer was found.</summary>
    Correct,

    /// <summary>No answer was found. It counts as wrong, and as a parse failure.</summary>
    Unparsed,
}
