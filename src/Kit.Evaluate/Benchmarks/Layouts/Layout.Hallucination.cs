using System.Text.Json;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Benchmarks.Layouts;

public abstract partial record Layout
{
    /// <summary>VideoHallucer: a file for each setting, records {basic, hallucination, type}, each half {video,
    /// question, answer}.</summary>
    /// <remarks>The two halves are items SETTING/N/basic and SETTING/N/hallucination of one group. A truth other than
    /// yes or no in lower case stops the official script and is refused here.</remarks>
    public sealed record VideoHallucer : Layout
    {
        private static readonly (string Stem, string Setting)[] Settings =
        [
            ("object_relation", "obj_rel"), ("temporal", "temporal"), ("semantic_detail", "semantic"),
            ("external_factual", "fact"), ("external_nonfactual", "nonfact"),
        ];

        private static readonly string[] Parts = ["basic", "hallucination"];

        public override string Name => "VideoHallucer's pairs";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path) =>
            from file in QuestionFile.Open(path)
            let setting = Settings.FirstOrDefault(s => s.Stem == file.Stem).Setting ?? file.Stem
            from record in List(file)
            select ($"{setting}/{record.Index}", (Func<IEnumerable<Item>>)(() =>
                Halves(Place(setting, record.Index), setting, record.Record)));

        private static IEnumerable<Item> Halves(string pair, string setting, JsonElement record) =>
            from half in Parts
            let question = record.Object(half)
            select new Item($"{pair}/{half}", question.Text("video"), question.Text("question"), [],
                Polarity(question.Text("answer")),
                [new("setting", setting), new("half", half), new("type", record.OptionalText("type") ?? setting)])
            {
                Group = pair,
            };

        private static string Polarity(string answer) => answer is "yes" or "no" ? answer
            : throw new FormatException($"answer: expected yes or no in lower case, got \"{answer}\".");
    }

    /// <summary>VidHalluc, binary questions: {key: [{q, a: {clip: answer}}]}; the clips of a question are one
    /// group.</summary>
    /// <remarks>Quirk, kept: a question without clips is right; it becomes one item without a video.</remarks>
    public sealed record VidHallucBinary : Layout
    {
        public override string Name => "VidHalluc's binary questions";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path) =>
            from file in QuestionFile.Open(path)
            from key in Entries(file)
            from record in Array(key).Index()
            let question = Place(key.Name, record.Index)
            select (question, (Func<IEnumerable<Item>>)(() => Clips(question, record.Item)));

        private static Item[] Clips(string question, JsonElement record)
        {
            Item[] items = [.. record.Object("a").EnumerateObject().Select(clip =>
                new Item($"{question}/{clip.Name}", clip.Name, record.Text("q"), [], record.Object("a").Text(clip.Name),
                    [new("kind", "binary")]) { Group = question })];
            return items.Length > 0 ? items
                : [new Item(question, "", record.Text("q"), [], "", [new("kind", "binary")])];
        }
    }

    /// <summary>VidHalluc, multiple choice: {key: {clip: {Question, Choices: {A: …}, "Correct Answer"}}}.</summary>
    public sealed record VidHallucChoice : Layout
    {
        public override string Name => "VidHalluc's multiple choice";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path) =>
            from file in QuestionFile.Open(path)
            from key in Entries(file)
            from clip in Members(key)
            let id = $"{key.Name}/{clip.Name}"
            select (id, (Func<IEnumerable<Item>>)(() => [Item(id, clip)]));

        private static Item Item(string id, JsonProperty clip) => new(
            id, clip.Name, clip.Value.Text("Question"), Choices(clip.Value.Object("Choices")),
            clip.Value.OptionalText("Correct Answer") ?? "", [new("kind", "choice")]);

        private static Sequence<string> Choices(JsonElement choices) => [.. choices.EnumerateObject().Select((c, i) =>
            c.Name == OptionLetter.Of(i) ? c.Value.GetString() ?? throw Fields.Fault(c.Name, "text", c.Value)
            : throw new FormatException($"Choices: expected {OptionLetter.Of(i)}, got {c.Name}."))];
    }

    /// <summary>VidHalluc, scene transition: {key: {"Scene change": "Yes", Locations: "from X to Y."}}.</summary>
    public sealed record VidHallucScene : Layout
    {
        public override string Name => "VidHalluc's scene transitions";

        private protected override IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path) =>
            from file in QuestionFile.Open(path)
            from key in Entries(file)
            select (key.Name, (Func<IEnumerable<Item>>)(() => [Item(key)]));

        private static Item Item(JsonProperty key) => new(
            key.Name, key.Name, "", [], key.Value.Text("Scene change"),
            [new("kind", "transition"), new("locations", key.Value.OptionalText("Locations") ?? "")]);
    }
}
