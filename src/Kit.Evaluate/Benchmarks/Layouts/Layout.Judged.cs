using System.Text.Json;

namespace Kit.Evaluate.Benchmarks.Layouts;

public abstract partial record Layout
{
    /// <summary>Zero-shot question answering (MSVD, MSRVTT, ActivityNet): a list of video_name, question_id, question,
    /// answer.</summary>
    /// <remarks>Ids may repeat, so items are named ID_N as the official script names its files.</remarks>
    public sealed record OpenEnded : Layout
    {
        public override string Name => "open questions";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path)
        {
            var seen = new Dictionary<string, int>();
            return
                from file in QuestionFile.Open(path)
                from record in List(file)
                select (record.Where, (Func<IEnumerable<Item>>)(() => [Item(record.Record, seen)]));
        }

        private static Item Item(JsonElement record, Dictionary<string, int> seen)
        {
            var id = record.Written("question_id");
            seen[id] = seen.GetValueOrDefault(id, -1) + 1;
            return new Item(Numbered(id, seen[id]), record.Text("video_name"), record.Text("question"), [],
                record.Text("answer"), [new("kind", record.Find("type") is { } type ? $"{type}" : "open")]);
        }

        internal static string Numbered(string id, int number) => FormattableString.Invariant($"{id}_{number}");
    }

    /// <summary>Video-ChatGPT: a list of Q, A, video_name; for consistency Q1, Q2, A.</summary>
    /// <remarks>Records are named VIDEO_N; the two questions of a consistency record are one group.</remarks>
    /// <param name="Metric">One of the five, which chooses the list where a file holds several by metric.</param>
    public sealed record VideoChatGpt(QualityMetric Metric) : Layout
    {
        public override string Name => $"Video-ChatGPT's {Lower(Metric)} questions";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path)
        {
            var seen = new Dictionary<string, int>();
            return
                from file in QuestionFile.Open(path)
                let list = file.Content.Find(Lower(Metric)) is { } own ? file with { Content = own } : file
                from record in List(list)
                select (record.Where, (Func<IEnumerable<Item>>)(() => Items(record.Record, seen)));
        }

        private static IEnumerable<Item> Items(JsonElement record, Dictionary<string, int> seen)
        {
            var video = record.Text("video_name");
            var group = OpenEnded.Numbered(video, seen.GetValueOrDefault(video));
            var answer = record.Text("A");
            (string Id, string Text)[] questions = record.Find("Q") is not null
                ? [(group, record.Text("Q"))]
                : [($"{group}/1", record.Text("Q1")), ($"{group}/2", record.Text("Q2"))];
            seen[video] = seen.GetValueOrDefault(video) + 1;
            return questions.Select(q =>
                new Item(q.Id, video, q.Text, [], answer, [new("kind", "quality")]) { Group = group });
        }

        internal static string Lower(QualityMetric metric) => metric.ToString().ToLowerInvariant();
    }
}

/// <summary>Video-ChatGPT's five metrics.</summary>
public enum QualityMetric
{
    /// <summary>Factual consistency with the true answer.</summary>
    Correctness,

    /// <summary>Completeness and specificity.</summary>
    Detail,

    /// <summary>Fit with the video's overall context.</summary>
    Context,

    /// <summary>Consistency with the order of events.</summary>
    Temporal,

    /// <summary>Agreement between answers to two wordings of one question.</summary>
    Consistency,
}
