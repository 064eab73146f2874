namespace Kit.Train.Health;

/// <summary>The metrics of the last steps, oldest first.</summary>
/// <param name="Steps">One dictionary a step.</param>
/// <param name="First">The run's first step, however long ago.</param>
public sealed record Curves(
    IReadOnlyList<IReadOnlyDictionary<string, double>> Steps, IReadOnlyDictionary<string, double> First)
{
    /// <summary>The last <paramref name="count"/> values of a metric, or null where one is missing or there are
    /// fewer steps.</summary>
    public IReadOnlyList<double>? Last(string name, int count)
    {
        if (Steps.Count < count) return null;
        var values = new double[count];
        for (var i = 0; i < count; i++)
            if (!Steps[Steps.Count - count + i].TryGetValue(name, out values[i])) return null;
        return values;
    }

    /// <summary>Means of the older and of the newer half of the last <paramref name="count"/> values, or null as
    /// above.</summary>
    public (double Before, double Now)? Halves(string name, int count) => Last(name, count) is { } values
        ? (values.Take(count / 2).Average(), values.Skip(count / 2).Average())
        : null;

    public override string ToString() => FormattableString.Invariant($"curves of {Steps.Count} steps");
}
