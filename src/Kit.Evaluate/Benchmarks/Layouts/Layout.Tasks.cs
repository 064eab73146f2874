using System.Globalization;
using System.Text.Json;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Benchmarks.Layouts;

public abstract partial record Layout
{
    /// <summary>MVBench, TVBench, MLVU: a file for each task, records with video, question, candidates, answer and, for
    /// some, start and end seconds.</summary>
    /// <remarks>Quirks, kept: an answer that occurs twice among the candidates takes the last; one that is none of them
    /// becomes "(@) text". The official script reads the text's first letter then; without one it stops, and the record
    /// is refused here.</remarks>
    public sealed record Tasks : Layout
    {
        public override string Name => "task files";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path) =>
            from file in QuestionFile.Open(path)
            from record in List(file)
            select (record.Where, (Func<IEnumerable<Item>>)(() => [Item(file, record.Index, record.Record)]));

        private static Item Item(QuestionFile file, int index, JsonElement record)
        {
            var candidates = record.Texts("candidates");
            var answer = record.Written("answer");
            var truth = $"({OptionLetter.Of(candidates.ToList().LastIndexOf(answer))}) {answer}";
            if (Extraction.FirstLetter.Find(truth) is null) throw new FormatException(
                $"answer: expected one of the candidates or a text with a letter, got \"{answer}\".");
            return new Item(Place(file.Stem, index), record.Text("video"), record.Text("question"), candidates, truth,
                [new("task", Task(file.Stem))]) { Segment = Segment(record) };
        }

        private static Segment? Segment(JsonElement record) =>
            (record.OptionalNumber("start"), record.OptionalNumber("end")) switch
            {
                ({ } start, { } end) => start >= 0 && end > start ? new Segment(start, end)
                    : throw new FormatException(FormattableString.Invariant(
                        $"start, end: expected 0 ≤ start < end seconds, got {start} and {end}.")),
                _ => null,
            };

        /// <summary>action_count ↦ Action Count, fine_grained_pose ↦ Fine-grained Pose, 4_count ↦ count.</summary>
        internal static string Task(string stem) => char.IsAsciiDigit(stem[0])
            ? stem[(stem.IndexOf('_', StringComparison.Ordinal) + 1)..]
            : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(stem.Replace('_', ' '))
                .Replace("Fine Grained", "Fine-grained", StringComparison.Ordinal);
    }

    /// <summary>LongVideoBench: a list with id, video_path, question, candidates and a correct_choice from 0.</summary>
    /// <remarks>Quirk, kept: without a correct_choice the truth is "@", never right and still counted.</remarks>
    public sealed record LongVideoBench : Layout
    {
        public override string Name => "LongVideoBench's list";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path) =>
            from file in QuestionFile.Open(path)
            from record in List(file)
            select (record.Where, (Func<IEnumerable<Item>>)(() => [Item(record.Record)]));

        private static Item Item(JsonElement record)
        {
            var candidates = record.Texts("candidates");
            var choice = record.OptionalNumber("correct_choice") is { } number ? (int)number : -1;
            if (choice < -1 || choice >= candidates.Count) throw new FormatException(FormattableString.Invariant(
                $"correct_choice: expected 0 to {candidates.Count - 1}, got {choice}."));
            return new Item(record.Text("id"), record.Text("video_path"), record.Text("question"), candidates,
                OptionLetter.Of(choice), [new("all", record.OptionalText("question_category") ?? "all")]);
        }
    }

    /// <summary>Video-MME: rows with duration, domain, sub_category, task_type, question, options "A. …",
    /// answer.</summary>
    /// <remarks>Options keep their letters, as the prompt shows them.</remarks>
    public sealed record VideoMme : Layout
    {
        public override string Name => "Video-MME's rows";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path) =>
            from file in QuestionFile.Open(path)
            from record in List(file)
            select (record.Where, (Func<IEnumerable<Item>>)(() => [Item(record.Record)]));

        private static Item Item(JsonElement record) => new(
            record.Text("question_id"), record.OptionalText("videoID") ?? record.Text("video_id"),
            record.Text("question"), record.Texts("options"), record.Text("answer"),
            [
                new("duration", record.Text("duration")), new("domain", record.Text("domain")),
                new("sub_category", record.Text("sub_category")), new("task_type", record.Text("task_type")),
                new("video_id", record.Text("video_id")),
            ]);
    }
}
