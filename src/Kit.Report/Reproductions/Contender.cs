using Kit.Evaluate.Shapes;
using Kit.Evaluate.Statistics;
using Kit.Report.Ablations;

namespace Kit.Report.Reproductions;

/// <summary>A row of a reproduced table: a method, its exams, and the paper's row beside it.</summary>
/// <param name="Name">As our table names it.</param>
/// <param name="Paper">As the paper names it; null where it has no such row.</param>
/// <param name="Exams">One a seed; seed 0 alone for a model that was not trained, which stands at every seed.</param>
internal sealed record Contender(string Name, string? Paper, IReadOnlyList<(long Seed, ExamResult Exam)> Exams)
{
    /// <summary>A model that was not trained.</summary>
    public static Contender Untrained(string name, string? paper, ExamResult exam) => new(name, paper, [(0, exam)]);

    public Measurements Measure(ExamScore score) => score.Measure(Name, Exams);

    /// <summary>The same at the seeds of another, to be compared with it run by run.</summary>
    public Measurements Measure(ExamScore score, Contender other) => Exams is [(0, var exam)]
        ? score.Measure(Name, other.Exams.Select(one => (one.Seed, exam)))
        : Measure(score);

    /// <summary>The score seed by seed.</summary>
    public IEnumerable<(long Seed, double Value)> BySeed(ExamScore score, Contender other) =>
        Measure(score, other).Values.GroupBy(one => one.Seed).OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Average(one => one.Value)));
}
