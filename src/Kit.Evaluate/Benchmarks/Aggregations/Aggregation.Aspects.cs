using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Benchmarks.Aggregations;

public abstract partial record Aggregation
{
    /// <summary>TempCompass: sum of ratings · 100 / count, by aspect and fine type, one decimal, half to
    /// even.</summary>
    /// <remarks>match_rate is the share of answers that a rule recognised; without a judge the others rate 0, so that
    /// scores are lower bounds. Quirk: an aspect or a fine type that does not occur stops the official script; it is
    /// noted here. Quirk, kept: a caption whose request failed is −1.</remarks>
    public sealed record Aspects : Aggregation
    {
        private static readonly string[] AllAspects = ["action", "direction", "speed", "order", "attribute_change"];

        private static readonly string[] AllTypes =
        [
            "fine-grained action", "coarse-grained action", "object motion", "camera motion", "absolute speed",
            "relative speed", "order", "color & light change", "size & shape change", "combined change",
            "other change",
        ];

        public override string Name => "mean rating, percent, one decimal";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks) => new("avg", 100,
            [
                Rating("", "avg", marks),
                new("", "match_rate", PythonText.Round1(marks.Count(m => m.Matched) * 100.0 / marks.Count),
                    marks.Count(m => m.Matched), marks.Count),
                .. By("aspect", marks), .. By("type", marks),
            ],
            [.. marks.Select(mark => UnitOf(mark))],
            [.. Absent("aspect", AllAspects, marks), .. Absent("type", AllTypes, marks)]);

        private static IEnumerable<Score> By(string label, IReadOnlyList<Mark> marks) => marks
            .GroupBy(mark => mark.Item[label])
            .Select(group => Rating(label, group.Key, [.. group]));

        private static Score Rating(string table, string name, IReadOnlyCollection<Mark> marks)
        {
            var sum = marks.Sum(mark => mark.Credit);
            return new(table, name, PythonText.Round1(sum * 100 / marks.Count), sum, marks.Count);
        }

        private static IEnumerable<string> Absent(string label, string[] all, IReadOnlyList<Mark> marks) => all
            .Except(marks.Select(mark => mark.Item[label]))
            .Select(name => $"{label} {name}: no question; the official script stops here");
    }
}
