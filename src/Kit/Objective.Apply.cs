using Kit.Expressions;

namespace Kit;

/// <summary>The value of an objective on managed evidence, float64: what compiled graphs are checked against.</summary>
public sealed partial record Objective
{
    /// <summary>Loss, losses and metrics of a batch.</summary>
    /// <param name="evidence">At least <see cref="Evidence"/>.</param>
    public Appraisal Apply(IReadOnlyDictionary<Evidence, Grid> evidence)
    {
        var metrics = Metrics;
        var values = Interpreter.Apply([Loss, Losses, .. metrics.Select(metric => metric.Value)], evidence);
        var means = metrics.Zip(values.Skip(2)).ToDictionary(pair => pair.First.Name, pair => pair.Second.Value);
        return new Appraisal(values[0].Value, values[1].Values, means);
    }
}
