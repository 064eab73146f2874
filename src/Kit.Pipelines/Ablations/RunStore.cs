using Kit.Data.Storage;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Results;
using Kit.Pipelines.Shapes;
using Kit.Train.Preference;

namespace Kit.Pipelines;

/// <summary>Finished cells of a grid, found by all that they depend on: loss, seed, rates, adapters, laboratory. What a
/// variant is called is not part of it: a renamed loss is found again.</summary>
internal sealed class RunStore(string folder, Ablation ablation, Lab lab)
{
    private readonly ResultStore<Kept> store = new(folder, "ablation-run");
    private readonly ResultStore<KeptExam> exams = new(folder, "base-exam");
    private readonly Fingerprint ground = lab.Fingerprint.With("code of runs", "1")
        .With("optimization", $"{ablation.Optimization}").With("lora", $"{ablation.Lora}");

    /// <summary>The exam of the base model, whatever pairs there are.</summary>
    public ExamResult Before(Func<ExamResult> take) => exams.Open(
        lab.Fingerprint.With("pairs", "any").With("held-out pairs", "any"), () => KeptExam.From(take())).ToExam();

    /// <summary>The cell, where it stands.</summary>
    public AblationRun? Find(Variant variant, long seed) => store.Find(Of(variant, seed))?.ToRun(variant, seed);

    /// <summary>The cell that stands, or the one made now; null while another process makes it.</summary>
    public AblationRun? TryOpen(Variant variant, long seed, Func<AblationRun> make) =>
        store.TryOpen(Of(variant, seed), () => Kept.From(make()))?.ToRun(variant, seed);

    /// <summary>The same, waiting for another process.</summary>
    public AblationRun Open(Variant variant, long seed, Func<AblationRun> make) =>
        store.Open(Of(variant, seed), () => Kept.From(make())).ToRun(variant, seed);

    private Fingerprint Of(Variant variant, long seed) => ground
        .With("objective", variant.Objective.ToCode()).With("seed", FormattableString.Invariant($"{seed}"));

    /// <summary>A run without what names it.</summary>
    private sealed record Kept(
        IReadOnlyList<KeptStep> Steps, IReadOnlyDictionary<string, double> HeldOut, IReadOnlyList<Outcome> Questions,
        IReadOnlyList<HallucinationOutcome> Hallucinations, double Seconds)
    {
        public static Kept From(AblationRun run) => new(
            [.. run.Steps.Select(s => new KeptStep(s.Step, s.Total, s.Metrics))], run.HeldOut, run.Exam.Questions,
            run.Exam.Hallucinations, run.Seconds);

        public AblationRun ToRun(Variant variant, long seed) => new(
            variant, seed, [.. Steps.Select(s => new PreferenceStep(s.Step, s.Total, s.Metrics))], HeldOut,
            new ExamResult(Questions, Hallucinations), Seconds);
    }

    private sealed record KeptExam(
        IReadOnlyList<Outcome> Questions, IReadOnlyList<HallucinationOutcome> Hallucinations)
    {
        public static KeptExam From(ExamResult exam) => new(exam.Questions, exam.Hallucinations);

        public ExamResult ToExam() => new(Questions, Hallucinations);
    }

    private sealed record KeptStep(int Step, int Total, IReadOnlyDictionary<string, double> Metrics);
}
