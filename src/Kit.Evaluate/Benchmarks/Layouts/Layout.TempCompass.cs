using System.Text.Json;

namespace Kit.Evaluate.Benchmarks.Layouts;

/// <summary>TempCompass' four ways of asking.</summary>
public enum TempCompassTask
{
    /// <summary>multi-choice</summary>
    MultiChoice,

    /// <summary>yes_no</summary>
    YesNo,

    /// <summary>caption_matching</summary>
    CaptionMatching,

    /// <summary>captioning</summary>
    Captioning,
}

public abstract partial record Layout
{
    /// <summary>TempCompass: {video: {aspect: [{question, answer}]}}, with meta_info.json for the fine types.</summary>
    /// <remarks>meta_info.json is looked for beside the question file and up to two folders above; without it every
    /// type is "unknown". The type of order is order, and a video ending in .mp4 or .jpg is looked up without the
    /// ending. Quirk, kept: the truth of a caption is always the <em>first</em> multi-choice question of that video and
    /// aspect, from multi-choice.json beside or multi-choice/questions.json one folder above.</remarks>
    public sealed record TempCompass(TempCompassTask Task) : Layout
    {
        public override string Name => $"TempCompass' {FileOf(Task)}";

        /// <summary>The official name of a task's file, without extension.</summary>
        public static string FileOf(TempCompassTask task) => task switch
        {
            TempCompassTask.MultiChoice => "multi-choice",
            TempCompassTask.YesNo => "yes_no",
            TempCompassTask.CaptionMatching => "caption_matching",
            _ => "captioning",
        };

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path)
        {
            var file = QuestionFile.Parse(Directory.Exists(path) ? Path.Combine(path, $"{FileOf(Task)}.json") : path);
            var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            var meta = Beside(folder, "meta_info.json", "../meta_info.json", "../../meta_info.json")?.Content;
            var choices = Task == TempCompassTask.Captioning
                ? Beside(folder, "multi-choice.json", "../multi-choice/questions.json")?.Content
                    ?? throw new InvalidDataException($"{path}: expected multi-choice.json beside the captions, since "
                        + "captions are judged by its questions, got none. Put both into one folder.")
                : (JsonElement?)null;
            return
                from video in Entries(file)
                from aspect in Members(video)
                from record in Array(aspect).Index()
                let id = Place($"{video.Name}/{aspect.Name}", record.Index)
                select (id, (Func<IEnumerable<Item>>)(() =>
                    [Captioned(choices, Chosen(Item(id, video.Name, aspect.Name, record.Item, meta)))]));
        }

        private static QuestionFile? Beside(string folder, params string[] names) =>
            names.Select(name => Path.Combine(folder, name)).Where(File.Exists).Select(QuestionFile.Parse)
                .FirstOrDefault();

        private static Item Item(string id, string video, string aspect, JsonElement record, JsonElement? meta) => new(
            id, video, record.Text("question"), [], record.Text("answer"),
            [new("aspect", aspect), new("type", TypeOf(video, aspect, meta))]);

        private static string TypeOf(string video, string aspect, JsonElement? meta) => aspect == "order" ? aspect
            : meta?.Find(video.Replace(".jpg", "", StringComparison.Ordinal).Replace(".mp4", "",
                StringComparison.Ordinal))
                is { } entry
                ? entry.Object("eval_dim").Object(aspect).Text("type")
                : "unknown";

        /// <summary>The options that stand in the question's lines, without their labels; prompts still show the
        /// question as it is.</summary>
        private Item Chosen(Item item) => Task switch
        {
            TempCompassTask.MultiChoice => item with { Options = Behind(item, ". ") },
            TempCompassTask.CaptionMatching => item with { Options = Behind(item, ": ") },
            _ => item,
        };

        private static Sequence<string> Behind(Item item, string label) =>
        [
            .. item.Question.Split('\n').Skip(1).Where(line => line.Contains(label, StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(label, StringComparison.Ordinal) + label.Length)..]),
        ];

        private static Item Captioned(JsonElement? choices, Item item)
        {
            if (choices is not { } all) return item;
            var first = all.Object(item.Video).Find(item["aspect"]) is { ValueKind: JsonValueKind.Array } list
                && list.GetArrayLength() > 0 ? list[0] : throw new FormatException(
                    $"{item["aspect"]}: expected a multi-choice question of this video and aspect, got none.");
            return item.With(new Label("choices", first.Text("question"))) with { Truth = first.Text("answer") };
        }
    }
}
