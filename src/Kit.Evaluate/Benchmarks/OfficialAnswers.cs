using System.Text.Json;
using Kit.Evaluate.Benchmarks.Layouts;

namespace Kit.Evaluate.Benchmarks;

/// <summary>Answers in the files that the official inference scripts write, by item id; a recorded null stays
/// null.</summary>
/// <remarks>An absent id is a question that the official scorer skips.</remarks>
internal static class OfficialAnswers
{
    /// <summary>VidHalluc's binary answers: a question that is absent is skipped, an absent or null clip is null.</summary>
    public static Dictionary<string, string?> Binary(IEnumerable<Item> items, JsonElement predictions) => (
        from item in items
        let question = Question(predictions, item.Group)
        where question is not null
        let clip = question.Value.Find("a") is { } clips ? clips.Find(item.Video) : null
        select KeyValuePair.Create<string, string?>(item.Id, item.Video == "" ? "" : Text(clip)))
        .ToDictionary();

    /// <summary>VidHalluc's multiple choice: an absent answer is the empty text.</summary>
    public static Dictionary<string, string?> Choice(JsonElement predictions) => (
        from key in predictions.EnumerateObject()
        from clip in key.Value.EnumerateObject()
        select KeyValuePair.Create<string, string?>(
            $"{key.Name}/{clip.Name}", Text(clip.Value.Find("Model Answer")) ?? ""))
        .ToDictionary();

    private static JsonElement? Question(JsonElement predictions, string group)
    {
        var slash = group.LastIndexOf('/');
        var index = int.Parse(group[(slash + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        return predictions.Find(group[..slash]) is { ValueKind: JsonValueKind.Array } list
            && index < list.GetArrayLength() ? list[index] : null;
    }

    private static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
