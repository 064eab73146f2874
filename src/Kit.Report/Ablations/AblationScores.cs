using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Evaluate.Statistics;
using Kit.Pipelines;

namespace Kit.Report.Ablations;

/// <summary>Measurements of an ablation, item by item and seed by seed; the base model stands at every seed.</summary>
internal static class AblationScores
{
    public const string Base = "base model";

    public static Measurements Accuracy(AblationResult result) => AtEverySeed(result, ExamScore.Accuracy);

    public static Measurements Accuracy(AblationResult result, string variant) =>
        Of(result, variant, ExamScore.Accuracy);

    public static Measurements Hallucination(AblationResult result) => AtEverySeed(result, ExamScore.BothRight);

    public static Measurements Hallucination(AblationResult result, string variant) =>
        Of(result, variant, ExamScore.BothRight);

    /// <summary>Every run of a variant, read for one score.</summary>
    public static Measurements Of(AblationResult result, string variant, ExamScore score) =>
        score.Measure(variant, result.Of(variant).Select(run => (run.Seed, run.Exam)));

    /// <summary>The base model's one exam.</summary>
    public static Measurements Once(AblationResult result, ExamScore score) => score.Measure(Base, [(0, result.Base)]);

    /// <summary>One held-out metric, run by run.</summary>
    public static Measurements HeldOut(AblationResult result, string variant, string metric) =>
        ByRun(result, variant, run => run.HeldOut[metric]);

    /// <summary>One number a run.</summary>
    public static Measurements ByRun(AblationResult result, string variant, Func<AblationRun, double> value) =>
        RunScores.From(variant, result.Of(variant).Select(run => (run.Seed, value(run))));

    public static IReadOnlyList<double> BySeed(
        AblationResult result, string variant, Func<AblationRun, double> value) =>
        [.. result.Of(variant).Select(value)];

    /// <summary>Share of pairs with both answers right.</summary>
    public static double Both(ExamResult exam) => HallucinationScores.Micro(exam.Hallucinations).Overall;

    public static Measurements AtEverySeed(AblationResult result, ExamScore score) =>
        score.Measure(Base, result.Ablation.SeedList.Select(seed => (seed, result.Base)));
}
