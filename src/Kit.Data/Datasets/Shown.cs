using System.Text.Json;

namespace Kit.Data.Datasets;

/// <summary>A JSON value in a message: short, on one line.</summary>
internal static class Shown
{
    private const int Most = 60;

    public static string Of(JsonElement value)
    {
        var text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Most ? text : $"{text[..Most]}…";
    }
}
