using Kit.Evaluate.Shapes;
using Kit.Train.Preference;

namespace Kit.Pipelines;

/// <summary>One trained and examined policy.</summary>
/// <param name="Variant">The loss that made it.</param>
/// <param name="Seed">Data order and adapters.</param>
/// <param name="Steps">Every training step's metrics.</param>
/// <param name="HeldOut">Drift over pairs that were not trained on (<see cref="Drift"/>).</param>
/// <param name="Exam">Answers to the test questions.</param>
/// <param name="Seconds">Wall time of training.</param>
[TypeFormatterSource]
public sealed record AblationRun(
    Variant Variant, long Seed, IReadOnlyList<PreferenceStep> Steps, IReadOnlyDictionary<string, double> HeldOut,
    ExamResult Exam, double Seconds)
{
    public override string ToString() =>
        FormattableString.Invariant($"{Variant.Name}, seed {Seed}: {Steps.Count} steps in {Seconds:0.#} s; {Exam}");
}
