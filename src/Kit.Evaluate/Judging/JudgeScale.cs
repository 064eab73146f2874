namespace Kit.Evaluate.Judging;

/// <summary>How a judge's score is taken.</summary>
public enum JudgeScale
{
    /// <summary><c>int(score)</c>, as the official scripts do: 4.8 is 4, −0.5 is 0, '4' is 4, True is 1; no
    /// range.</summary>
    Truncated,

    /// <summary>Strict: the number as written, from 0 to 5; 4.8 is 4.8. Anything else is asked again.</summary>
    AsWritten,
}
