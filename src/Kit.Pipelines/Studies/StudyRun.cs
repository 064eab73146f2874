using Kit.Pipelines.Alignment;
using Kit.Train.Preference;

namespace Kit.Pipelines.Studies;

/// <summary>One aligned adapter of a study.</summary>
/// <param name="Variant">The loss that made it.</param>
/// <param name="Seed">Of data order and fresh adapters.</param>
/// <param name="Folder">Holds <c>adapter/</c>, <c>checkpoints/</c>, <c>ledger.txt</c> and what a <see cref="RunLog"/>
/// leaves: <c>metrics.jsonl</c>, <c>notes.txt</c> and <c>events/</c>, which TensorBoard shows.</param>
/// <param name="Size">Pairs that were trained on, and measured on.</param>
/// <param name="Steps">Every step's metrics; those of held-out pairs, under <c>eval/</c>, where they were measured.
/// </param>
public sealed record StudyRun(
    Variant Variant, long Seed, string Folder, StudySize Size, IReadOnlyList<StepReport> Steps)
{
    /// <summary>The folder of the adapter, as PEFT reads it.</summary>
    public string Adapter => Path.Combine(Folder, "adapter");

    /// <summary>Time of all steps, seconds, those before an interruption included.</summary>
    public double Seconds => Steps.Sum(step => step.Metrics["seconds_per_step"]);

    /// <summary>A metric of the held-out pairs at the end; null where it is not known.</summary>
    /// <param name="metric">Without <c>eval/</c>, such as <c>delta/chosen</c>.</param>
    public double? HeldOut(string metric) =>
        Steps[^1].Metrics.TryGetValue(PreferenceStep.Held + metric, out var value) ? value : null;

    public override string ToString() =>
        FormattableString.Invariant($"{Variant.Name}, seed {Seed}: {Steps.Count} steps, {Size}");
}

/// <summary>How many pairs a run had.</summary>
public sealed record StudySize(int Trained, int HeldOut)
{
    public override string ToString() => FormattableString.Invariant($"{Trained} pairs trained on, {HeldOut} held out");
}
