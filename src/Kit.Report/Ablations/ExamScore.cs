using Kit.Evaluate.Scoring;
using Kit.Evaluate.Shapes;
using Kit.Evaluate.Statistics;

namespace Kit.Report.Ablations;

/// <summary>What an exam is read for: one observation an item, 1 or 0.</summary>
/// <param name="Name">Heads the column.</param>
/// <param name="Observe">The observations of an exam taken under a seed.</param>
internal sealed record ExamScore(string Name, Func<ExamResult, long, IEnumerable<Observation>> Observe)
{
    /// <summary>Questions answered right.</summary>
    public static ExamScore Accuracy { get; } =
        new("Accuracy", (exam, seed) => exam.Questions.Select(one => Observation.From(one, seed)));

    /// <summary>Hallucination pairs with both answers right.</summary>
    public static ExamScore BothRight { get; } =
        new("Pairs both right", (exam, seed) => exam.Hallucinations.Select(one => Observation.From(one, seed)));

    /// <summary>Right about what is there.</summary>
    public static ExamScore Basic { get; } = Of("Hallucination: basic", pair => pair.Basic);

    /// <summary>Right about what is not there.</summary>
    public static ExamScore Hallucinated { get; } = Of("hallucinated", pair => pair.Hallucinated);

    /// <summary>Questions of one skill.</summary>
    public static ExamScore Skill(string skill) => new(skill, (exam, seed) => exam.Questions
        .Where(one => one.Skill == skill).Select(one => Observation.From(one, seed)));

    /// <summary>Every skill of an exam, in order of name.</summary>
    public static Sequence<ExamScore> Skills(ExamResult exam) =>
        [.. exam.Questions.Select(one => one.Skill).Distinct().Order(StringComparer.Ordinal).Select(Skill)];

    /// <summary>All exams of one method.</summary>
    public Measurements Measure(string method, IEnumerable<(long Seed, ExamResult Exam)> exams) =>
        new(method, [.. exams.SelectMany(one => Observe(one.Exam, one.Seed))]);

    private static ExamScore Of(string name, Func<HallucinationOutcome, Verdict> verdict) => new(
        name, (exam, seed) => exam.Hallucinations.Select(pair => new Observation(
            pair.Id, seed, pair.Cluster, verdict(pair) == Verdict.Correct ? 1 : 0)));
}
