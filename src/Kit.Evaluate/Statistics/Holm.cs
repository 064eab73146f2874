namespace Kit.Evaluate.Statistics;

/// <summary>Holm's step-down adjustment for several comparisons.</summary>
public static class Holm
{
    /// <summary>p̃₍ᵢ₎ = max_{j ≤ i} min(1, (m − j + 1)·p₍ⱼ₎), in the order given. Holm 1979.</summary>
    public static Sequence<double> Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        foreach (var (rank, index) in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).Index())
            adjusted[index] = largest = Math.Max(largest, Math.Min(1, (pValues.Count - rank) * pValues[index]));
        return Sequence.From(adjusted.AsEnumerable());
    }
}
