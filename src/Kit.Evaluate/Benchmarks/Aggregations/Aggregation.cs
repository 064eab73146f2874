using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Benchmarks.Aggregations;

/// <summary>How marks become numbers: the official rule, quirks included.</summary>
public abstract partial record Aggregation
{
    private Aggregation()
    {
    }

    /// <summary>The rule in one line, as a protocol states it.</summary>
    public abstract string Name { get; }

    /// <summary>The numbers of a benchmark.</summary>
    /// <param name="marks">In the order of the questions; groups whole.</param>
    public abstract Scoreboard Apply(IReadOnlyList<Mark> marks);

    public sealed override string ToString() => Name;

    private static Unit UnitOf(Mark mark, double weight = 1) => new(
        new Observation(mark.Item.Id, 0, mark.Item.Video, mark.Credit), weight);

    private static bool Right(Mark mark) => mark.Verdict == Verdict.Correct;

    /// <summary>right / all · 100 in this order of operations: 66.66666666666666, as the official scripts have
    /// it.</summary>
    private static double Percent(double right, int all) => right / all * 100;

    private static Score Counted(string table, string name, IReadOnlyCollection<Mark> marks) => new(
        table, name, Percent(marks.Count(Right), marks.Count), marks.Count(Right), marks.Count);
}
