using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Benchmarks.Aggregations;

public abstract partial record Aggregation
{
    /// <summary>VidHalluc's scene transitions: 0.6 · ((MCC + 1)/2)² + 0.4 · description.</summary>
    /// <remarks>Quirks, kept: the correlation (Matthews) is 0 whenever truth or prediction has one class only, also
    /// when all is right, which scores 0.25; only pairs where both say yes describe, two points each even without
    /// text, and the description is 0 when there is none; a place scores by the cosine c of sentence vectors, 0 up to
    /// 0.5 (<see cref="Embeddings.Similarity"/>), though the function's own default is 0.3.</remarks>
    /// <param name="Vectors">Of the places that occur; without them descriptions score 0, which is noted.</param>
    public sealed record Transitions(Embeddings Vectors) : Aggregation
    {
        private const double Threshold = 0.5;

        public override string Name => $"scene transitions, places compared by {Vectors.Name}";

        public override Scoreboard Apply(IReadOnlyList<Mark> marks)
        {
            var labels = marks.Select(Labels).ToList();
            var correlation = Matthews(labels);
            var classification = Math.Pow((correlation + 1) / 2, 2);
            Mark[] described = [.. marks.Where(mark => Labels(mark) is (true, true))];
            var places = described.Select(mark => Places(mark, Vectors)).ToList();
            var points = places.Sum(p => p ?? 0);
            var description = described.Length == 0 ? 0 : points / (2 * described.Length);
            return new("Overall Score", 1,
                [
                    Of("Overall Score", 0.6 * classification + 0.4 * description), Of("MCC", correlation),
                    Of("Classification Score", classification),
                    new("", "Description Accuracy", description, points, 2 * described.Length),
                ],
                [], [.. Missing(described, places)]);

            Score Of(string name, double value) => new("", name, value, labels.Count(l => l.Truth == l.Said),
                marks.Count);
        }

        private static (bool Truth, bool Said) Labels(Mark mark) => (
            Extraction.SceneChange.IsYes(mark.Item.Truth),
            Extraction.SceneChange.IsYes(Extraction.SceneChange.Read(mark.Answer ?? "").Change));

        /// <summary>(TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)); 0 when the root is 0.</summary>
        private static double Matthews(List<(bool Truth, bool Said)> labels)
        {
            double tp = labels.Count(l => l is (true, true)), tn = labels.Count(l => l is (false, false));
            double fp = labels.Count(l => l is (false, true)), fn = labels.Count(l => l is (true, false));
            var root = Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
            return root == 0 ? 0 : (tp * tn - fp * fn) / root;
        }

        /// <summary>0 to 2; null when a vector is missing.</summary>
        private static double? Places(Mark mark, Embeddings vectors)
        {
            var said = Extraction.SceneChange.Scenes(Extraction.SceneChange.Read(mark.Answer ?? "").Locations);
            var truth = Extraction.SceneChange.Scenes(mark.Item["locations"]);
            if (said is not { } a || truth is not { } b) return 0;
            return vectors.Cosine(a.From, b.From) is { } from && vectors.Cosine(a.To, b.To) is { } to
                ? Embeddings.Similarity(from, Threshold) + Embeddings.Similarity(to, Threshold)
                : null;
        }

        private static IEnumerable<string> Missing(Mark[] described, List<double?> places) => described
            .Zip(places).Where(pair => pair.Second is null)
            .Select(pair => $"{pair.First.Item.Id}: no sentence vector of its places; its description scores 0");
    }
}
