using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Evaluate.Statistics;
using Kit.Pipelines;

namespace Kit.Report.Ablations;

/// <summary>Measurements of an ablation, item by item and seed by seed; the base model stands at every seed.</summary>
internal static class AblationScores
{
    public const string Base = "base model";

    public static Measurements Accuracy(AblationResult result) =>
        AtEverySeed(result, seed => Questions(result.Base, seed));

    public static Measurements Accuracy(AblationResult result, string variant) =>
        Of(result, variant, r => Questions(r.Exam, r.Seed));

    public static Measurements Hallucination(AblationResult result) =>
        AtEverySeed(result, seed => Pairs(result.Base, seed));

    public static Measurements Hallucination(AblationResult result, string variant) =>
        Of(result, variant, r => Pairs(r.Exam, r.Seed));

    /// <summary>One held-out metric over seeds.</summary>
    public static MeanStd HeldOut(AblationResult result, string variant, string metric) =>
        MeanStd.From(BySeed(result, variant, r => r.HeldOut[metric]));

    public static IReadOnlyList<double> BySeed(AblationResult result, string variant, Func<AblationRun, double> value) =>
        [.. result.Of(variant).Select(value)];

    /// <summary>Share of pairs with both answers right.</summary>
    public static double Both(ExamResult exam) => HallucinationScores.Micro(exam.Hallucinations).Overall;

    private static Measurements AtEverySeed(AblationResult result, Func<long, IEnumerable<Observation>> observe) =>
        new(Base, [.. result.Ablation.SeedList.SelectMany(observe)]);

    private static Measurements Of(
        AblationResult result, string variant, Func<AblationRun, IEnumerable<Observation>> observe) =>
        new(variant, [.. result.Of(variant).SelectMany(observe)]);

    private static IEnumerable<Observation> Questions(ExamResult exam, long seed) =>
        exam.Questions.Select(o => Observation.From(o, seed));

    private static IEnumerable<Observation> Pairs(ExamResult exam, long seed) =>
        exam.Hallucinations.Select(p => Observation.From(p, seed));
}
