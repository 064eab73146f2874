namespace Kit.Evaluate.Scoring;

/// <summary>Counts of verdicts.</summary>
public sealed record Tally(int Correct, int Wrong, int Unparsed)
{
    public int Total => Correct + Wrong + Unparsed;

    /// <summary>Correct / Total, a fraction; parse failures stay in the denominator. NaN without questions.</summary>
    public double Accuracy => Correct / (double)Total;

    /// <summary>Unparsed / Total, a fraction.</summary>
    public double ParseFailure => Unparsed / (double)Total;

    public static Tally From(IEnumerable<Verdict> verdicts) => verdicts.Aggregate(
        new Tally(0, 0, 0),
        (tally, verdict) => verdict switch
        {
            Verdict.Correct => tally with { Correct = tally.Correct + 1 },
            Verdict.Wrong => tally with { Wrong = tally.Wrong + 1 },
            _ => tally with { Unparsed = tally.Unparsed + 1 },
        });
}

/// <summary>The counts of one skill or form.</summary>
public sealed record Category(string Name, Tally Tally);
