namespace Kit.Evaluate.Statistics;

/// <summary>The exact test of two methods on the same yes-or-no items: do the disagreements lean to one side?</summary>
/// <remarks>p = min(1, 2·P(X ≤ min(b, c))), X ~ Binomial(b + c, ½). McNemar 1947, exact form. It takes items as
/// independent, so prefer <see cref="Bootstrap"/> when several items share a clip.</remarks>
/// <param name="BaselineOnly">b, items that only the baseline has right.</param>
/// <param name="CandidateOnly">c, items that only the candidate has right.</param>
public sealed record McNemar(int BaselineOnly, int CandidateOnly)
{
    /// <summary>Two-sided p-value; 1 when nothing disagrees.</summary>
    public double PValue
    {
        get
        {
            var trials = BaselineOnly + CandidateOnly;
            var (log, tail) = (-trials * Math.Log(2), 0.0);
            for (var k = 0; k <= Math.Min(BaselineOnly, CandidateOnly); k++)
            {
                tail += Math.Exp(log);
                log += Math.Log((trials - k) / (k + 1.0));
            }

            return Math.Min(1, 2 * tail);
        }
    }

    /// <summary>Counts the items on which the two disagree; values are 1 (right) or 0.</summary>
    public static McNemar From(Measurements baseline, Measurements candidate)
    {
        var differences = Measurements.Differences(baseline, candidate);
        if (differences.FirstOrDefault(value => value.Value is not (-1 or 0 or 1)) is { } other)
            throw new ArgumentException(FormattableString.Invariant(
                $"McNemar: expected values 0 or 1, got a difference of {other.Value} at item {other.Item}. ")
                + "Use Bootstrap for other values.");
        return new McNemar(differences.Count(value => value.Value == -1), differences.Count(value => value.Value == 1));
    }
}
