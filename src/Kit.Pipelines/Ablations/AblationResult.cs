using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;

namespace Kit.Pipelines;

/// <summary>All runs of an ablation beside the model that they started from.</summary>
/// <param name="Ablation">What was run.</param>
/// <param name="Base">The exam of the unaligned model.</param>
/// <param name="Runs">Variants in order, seeds within.</param>
/// <param name="Protocol">Conditions under which every number was measured.</param>
[TypeFormatterSource]
public sealed record AblationResult(
    Ablation Ablation, ExamResult Base, IReadOnlyList<AblationRun> Runs, Protocol Protocol)
{
    /// <summary>The runs of one variant, by seed.</summary>
    public IReadOnlyList<AblationRun> Of(string variant) => [.. Runs.Where(r => r.Variant.Name == variant)];

    /// <summary>Some of the variants with their runs, by name, in their order here.</summary>
    public AblationResult Only(Sequence<string> variants) => this with
    {
        Ablation = Ablation with { Variants = [.. Ablation.Variants.Where(v => variants.Contains(v.Name))] },
        Runs = [.. Runs.Where(run => variants.Contains(run.Variant.Name))],
    };

    public override string ToString() =>
        FormattableString.Invariant($"{Ablation.Variants.Count} losses × {Ablation.SeedList.Count} seeds, ")
        + FormattableString.Invariant($"{Runs.Count} runs");
}
