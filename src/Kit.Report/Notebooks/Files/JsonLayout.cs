using System.Text.Encodings.Web;

namespace Kit.Report.Notebooks.Files;

/// <summary>How a program lays out its JSON, so that a file keeps the layout that it came with.</summary>
/// <param name="Indent">Blanks a level.</param>
/// <param name="Escaping">Which characters are written as escapes.</param>
/// <param name="End">What follows the last brace.</param>
internal sealed record JsonLayout(int Indent, JsonEscaping Escaping, string End)
{
    /// <summary>VS Code's, which saves what the extension edits: JSON.stringify and a line end.</summary>
    public static JsonLayout Extension { get; } = new(1, JsonEscaping.Minimal, "\n");

    /// <summary>The layout that prints this value as this text, or the extension's when none does.</summary>
    public static JsonLayout Of(string text, Func<JsonLayout, string> print)
    {
        var end = text.EndsWith('\n') ? "\n" : "";
        var second = text.Split('\n', 3) is { Length: > 1 } lines ? lines[1] : "";
        var indent = second.Length - second.TrimStart(' ').Length;
        return Enum.GetValues<JsonEscaping>().Select(escaping => new JsonLayout(indent, escaping, end))
            .FirstOrDefault(layout => print(layout) == text) ?? Extension;
    }

    public string Escape(string text) => Escaping switch
    {
        JsonEscaping.Relaxed => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text),
        JsonEscaping.Strict => JavaScriptEncoder.Default.Encode(text),
        _ => MinimalEscapes.From(text),
    };
}

/// <summary>Which characters are written as escapes.</summary>
internal enum JsonEscaping
{
    /// <summary>Those that must be: quotes, backslashes, controls, lone surrogates (JSON.stringify).</summary>
    Minimal,

    /// <summary>Also what lies outside the basic plane (Microsoft.DotNet.Interactive.Documents).</summary>
    Relaxed,

    /// <summary>Also whatever could act inside HTML, and all that is not ASCII.</summary>
    Strict,
}
