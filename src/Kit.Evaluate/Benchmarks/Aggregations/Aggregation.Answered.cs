using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Benchmarks.Aggregations;

public abstract partial record Aggregation
{
    /// <summary>Video-MME: percent of the <em>answered</em> questions, by duration, rounded to one decimal, half to
    /// even.</summary>
    /// <remarks>Quirks, kept: unanswered questions leave the denominator everywhere; nothing answered gives 0; 56.25
    /// gives 56.2. The official script stops at an answered question of an unknown task type; it is noted
    /// here.</remarks>
    public sealed record Answered : Aggregation
    {
        private static readonly string[] Durations = ["short", "medium", "long"];

        private static readonly string[] Finer = ["task_type", "domain", "sub_category"];

        private static readonly HashSet<string> TaskTypes =
        [
            "Temporal Perception", "Spatial Perception", "Attribute Perception", "Action Recognition",
            "Object Recognition", "OCR Problems", "Counting Problem", "Temporal Reasoning", "Spatial Reasoning",
            "Action Reasoning", "Object Reasoning", "Information Synopsis",
        ];

        public override string Name => "percent of answered questions, one decimal";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks)
        {
            Mark[] answered = [.. marks.Where(mark => mark.Verdict != Verdict.Unparsed)];
            return new("average_acc", 100,
                [
                    Accuracy("", "average_acc", answered),
                    .. Durations.Select(d => Accuracy("", $"{d}_acc", Of(answered, d))),
                    .. Durations.SelectMany(d => Finer.SelectMany(label => Of(answered, d)
                        .GroupBy(mark => mark.Item[label])
                        .Select(group => Accuracy($"{d}/{label}", group.Key, [.. group])))),
                ],
                [.. answered.Select(mark => UnitOf(mark))], [.. Unknown(answered)]);
        }

        private static Mark[] Of(Mark[] marks, string duration) =>
            [.. marks.Where(mark => mark.Item["duration"] == duration)];

        private static Score Accuracy(string table, string name, Mark[] marks)
        {
            var right = marks.Count(Right);
            return new(table, name,
                marks.Length == 0 ? 0 : PythonText.Round1(100 * (double)right / marks.Length), right, marks.Length);
        }

        private static IEnumerable<string> Unknown(Mark[] answered) => answered
            .Where(mark => !TaskTypes.Contains(mark.Item["task_type"]))
            .Select(mark => $"{mark.Item.Id}: task type '{mark.Item["task_type"]}' is unknown to the official script, "
                + "which stops here");
    }
}
