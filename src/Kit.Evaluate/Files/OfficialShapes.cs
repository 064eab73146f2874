using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Files;

/// <summary>The shapes of official answer files.</summary>
internal static class OfficialShapes
{
    /// <summary>One line of LongVideoBench's file.</summary>
    public static JsonObject Line(Recorded r) => new()
    {
        ["id"] = r.Item.Id, ["pred"] = r.Stored, ["gt"] = r.Item.Truth,
    };

    /// <summary>A file of one JSON value.</summary>
    public static JsonNode Whole(Layout layout, IReadOnlyList<Recorded> records) => layout switch
    {
        Layout.Tasks => new JsonObject { ["res_list"] = Each(records, r => new JsonObject
        {
            ["pred"] = r.Stored, ["gt"] = r.Item.Truth, ["question"] = r.Item.Question,
            ["question_type"] = r.Item["task"], ["video_path"] = r.Item.Video,
        }) },
        Layout.VideoMme => Videos(records),
        Layout.TempCompass => Nested(records, r => r.Item.Id.Split('/'), r => new JsonObject
        {
            ["question"] = r.Item.Question, ["answer"] = r.Item.Truth, ["prediction"] = r.Stored,
        }),
        Layout.VideoHallucer => Pairs(records),
        Layout.VidHallucBinary => Binary(records),
        Layout.VidHallucChoice => Choice(records),
        Layout.VidHallucScene => new JsonObject(records.Select(r => Property(r.Item.Id, r.Stored))),
        Layout.OpenEnded => Each(records, r => new JsonObject
        {
            ["id"] = r.Item.Id[..r.Item.Id.LastIndexOf('_')], ["question"] = r.Item.Question,
            ["answer"] = r.Item.Truth, ["pred"] = r.Stored,
        }),
        _ => new JsonArray([.. records.GroupBy(r => r.Item.Group).Select(Quality)]),
    };

    /// <summary>The answers in a file by item id.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Answers(
        Layout layout, IReadOnlyList<Item> items, JsonElement file) => layout switch
    {
        Layout.Tasks => InOrder(items, file.Find("res_list") ?? file, "pred"),
        Layout.LongVideoBench or Layout.NextQa => file.EnumerateArray()
            .Select(r => Pair(r.Text("id"), r.OptionalText("pred"))),
        Layout.VideoMme => from video in file.EnumerateArray()
                           from question in Array(video, "questions")
                           select Pair(question.Text("question_id"), question.OptionalText("response")),
        Layout.TempCompass => from video in file.EnumerateObject()
                              from aspect in video.Value.EnumerateObject()
                              from record in aspect.Value.EnumerateArray().Index()
                              select Pair(Text($"{video.Name}/{aspect.Name}/{record.Index}"), Prediction(record.Item)),
        Layout.VideoHallucer => InOrder(items, Halves(file), "predict"),
        Layout.VidHallucBinary => from item in items
                                  let question = Question(file, item.Group)
                                  where question is not null
                                  select Pair(item.Id, item.Video == "" ? "" : Clip(question.Value, item.Video)),
        Layout.VidHallucChoice => from key in file.EnumerateObject()
                                  from clip in key.Value.EnumerateObject()
                                  select Pair($"{key.Name}/{clip.Name}", clip.Value.OptionalText("Model Answer") ?? ""),
        Layout.VidHallucScene => file.EnumerateObject().Select(p => Pair(p.Name, p.Value.GetString())),
        Layout.OpenEnded => InOrder(items, file, "pred"),
        _ => Qualities(items, file),
    };

    private static IEnumerable<KeyValuePair<string, string?>> InOrder(
        IReadOnlyList<Item> items, JsonElement list, string field) =>
        list.GetArrayLength() == items.Count
            ? items.Zip(list.EnumerateArray(), (item, record) => Pair(item.Id, record.OptionalText(field)))
            : throw new FormatException(Text(
                $"{list.GetArrayLength()} answers to {items.Count} questions, which are matched by their order"));

    private static JsonElement Halves(JsonElement file) => JsonSerializer.SerializeToElement(
        file.EnumerateArray().SelectMany(pair => new[] { pair.Object("basic"), pair.Object("hallucination") }));

    private static string? Prediction(JsonElement record) =>
        record.Find("prediction") is not null ? record.OptionalText("prediction") : record.OptionalText("response");

    private static string? Clip(JsonElement question, string clip) =>
        question.Find("a") is { } clips && clips.Find(clip) is { ValueKind: JsonValueKind.String } text
            ? text.GetString() : null;

    private static JsonElement? Question(JsonElement file, string group)
    {
        var slash = group.LastIndexOf('/');
        var index = int.Parse(group[(slash + 1)..], CultureInfo.InvariantCulture);
        return file.Find(group[..slash]) is { ValueKind: JsonValueKind.Array } list
            && index < list.GetArrayLength() ? list[index] : null;
    }

    private static IEnumerable<KeyValuePair<string, string?>> Qualities(IReadOnlyList<Item> items, JsonElement file)
    {
        var texts = file.EnumerateArray().SelectMany(record => record.Find("pred1") is null
            ? new[] { record.OptionalText("pred") }
            : [record.OptionalText("pred1"), record.OptionalText("pred2")]).ToList();
        return texts.Count == items.Count
            ? items.Zip(texts, (item, text) => Pair(item.Id, text))
            : throw new FormatException(Text($"{texts.Count} answers to {items.Count} questions"));
    }

    private static JsonElement.ArrayEnumerator Array(JsonElement record, string field) =>
        record.Find(field) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray()
        : throw Fields.Fault(field, "a list", record.Find(field));

    private static JsonArray Videos(IReadOnlyList<Recorded> records) =>
        Each([.. records.DistinctBy(r => r.Item["video_id"])], video => new JsonObject
        {
            ["video_id"] = video.Item["video_id"], ["duration"] = video.Item["duration"],
            ["domain"] = video.Item["domain"], ["sub_category"] = video.Item["sub_category"],
            ["questions"] = Each(
                [.. records.Where(r => r.Item["video_id"] == video.Item["video_id"])], r => new JsonObject
                {
                    ["question_id"] = r.Item.Id, ["task_type"] = r.Item["task_type"],
                    ["question"] = r.Item.Question, ["options"] = string.Join('\n', r.Item.Options),
                    ["answer"] = r.Item.Truth, ["response"] = r.Stored,
                }),
        });

    private static JsonArray Pairs(IReadOnlyList<Recorded> records) =>
        new([.. records.GroupBy(r => r.Item.Group).Select(pair => new JsonObject(
            pair.Select(r => Property(r.Item["half"], new JsonObject
            {
                ["video"] = r.Item.Video, ["question"] = r.Item.Question, ["answer"] = r.Item.Truth,
                ["predict"] = r.Stored,
            })).Append(Property("type", pair.First().Item["type"]))
                .Append(Property("category", pair.First().Item["setting"]))))]);

    private static JsonObject Binary(IReadOnlyList<Recorded> records) => new(records
        .GroupBy(r => r.Item.Group).GroupBy(question => question.Key[..question.Key.LastIndexOf('/')])
        .Select(key => Property(key.Key, new JsonArray([.. key.Select(question => new JsonObject
        {
            ["q"] = question.First().Item.Question,
            ["a"] = new JsonObject(
                question.Where(r => r.Item.Video != "").Select(r => Property(r.Item.Video, r.Stored))),
        })]))));

    private static JsonObject Choice(IReadOnlyList<Recorded> records) => new(records
        .GroupBy(r => r.Item.Id[..r.Item.Id.LastIndexOf('/')])
        .Select(key => Property(key.Key, new JsonObject(key.Select(r => Property(r.Item.Video, new JsonObject
        {
            ["Question"] = r.Item.Question,
            ["Choices"] = new JsonObject(r.Item.Options.Select((option, i) => Property(OptionLetter.Of(i), option))),
            ["Correct Answer"] = r.Item.Truth, ["Model Answer"] = r.Stored,
        }))))));

    private static JsonObject Quality(IGrouping<string, Recorded> group)
    {
        var record = new JsonObject();
        var plural = group.Count() > 1;
        foreach (var (index, r) in group.Index())
        {
            record[plural ? Text($"Q{index + 1}") : "Q"] = r.Item.Question;
            record[plural ? Text($"pred{index + 1}") : "pred"] = r.Stored;
        }

        record["A"] = group.First().Item.Truth;
        record["video_name"] = group.First().Item.Video;
        return record;
    }

    private static JsonObject Nested(
        IReadOnlyList<Recorded> records, Func<Recorded, string[]> path, Func<Recorded, JsonNode> leaf) =>
        new(records.GroupBy(r => path(r)[0]).Select(outer => Property(outer.Key, new JsonObject(
            outer.GroupBy(r => path(r)[1]).Select(inner => Property(
                inner.Key, new JsonArray([.. inner.Select(leaf)])))))));

    private static JsonArray Each(IReadOnlyList<Recorded> records, Func<Recorded, JsonNode> node) =>
        new([.. records.Select(node)]);

    private static KeyValuePair<string, JsonNode?> Property(string name, JsonNode? value) => new(name, value);

    private static KeyValuePair<string, string?> Pair(string id, string? answer) => new(id, answer);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
