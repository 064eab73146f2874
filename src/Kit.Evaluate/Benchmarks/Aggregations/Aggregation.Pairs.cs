using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Benchmarks.Aggregations;

public abstract partial record Aggregation
{
    /// <summary>VideoHallucer: fractions of pairs, by setting; all = the mean over settings, however unequal.</summary>
    /// <remarks>accuracy needs both halves right and is the number that papers report. The bias figures stand beside,
    /// over all pairs and by setting.</remarks>
    public sealed record Pairs : Aggregation
    {
        public override string Name => "both of a pair right, mean over settings, fraction";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks)
        {
            var pairs = Outcomes(marks);
            if (pairs.Count == 0) return new("accuracy", 1, [], [], ["no pair was scored"]);
            var settings = pairs.GroupBy(pair => pair.Setting).ToList();
            return new("accuracy", 1,
                [
                    .. Accuracies("", HallucinationScores.Macro(pairs)), .. Biases("bias", pairs),
                    .. settings.SelectMany(group => Accuracies(group.Key, HallucinationScores.Micro([.. group]))
                        .Concat(Biases($"bias/{group.Key}", [.. group]))),
                ],
                [.. settings.SelectMany(group => group.Select(pair => new Unit(
                    Observation.From(pair, 0), pairs.Count / (double)(settings.Count * group.Count()))))], []);
        }

        /// <summary>The pairs of marks whose two halves were answered.</summary>
        public static IReadOnlyList<HallucinationOutcome> Outcomes(IReadOnlyList<Mark> marks) =>
        [
            .. marks.GroupBy(mark => mark.Item.Group).Where(group => group.Count() == 2).Select(group =>
                new HallucinationOutcome(group.Key, group.First().Item.Video, group.First().Verdict,
                    group.Last().Verdict, group.First().Item["setting"])),
        ];

        private static IEnumerable<Score> Accuracies(string table, HallucinationScores scores) =>
        [
            new(table, "basic_accuracy", scores.Basic, scores.Basic * scores.Pairs, scores.Pairs),
            new(table, "halluc_accuracy", scores.Hallucinated, scores.Hallucinated * scores.Pairs, scores.Pairs),
            new(table, "accuracy", scores.Overall, scores.Overall * scores.Pairs, scores.Pairs),
        ];

        private static IEnumerable<Score> Biases(string table, IReadOnlyList<HallucinationOutcome> pairs)
        {
            var bias = PolarityBias.From(pairs);
            return
            [
                new(table, "yes difference percentage", bias.YesDifference, bias.SaidYes, bias.Pairs),
                new(table, "no difference percentage", bias.NoDifference, bias.SaidNo, bias.Pairs),
                new(table, "false positive ratio", bias.FalsePositiveRatio, bias.FalsePositives, bias.Misses),
            ];
        }
    }
}
