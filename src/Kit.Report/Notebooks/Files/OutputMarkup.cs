using Kit.Report.Rendering;

namespace Kit.Report.Notebooks.Files;

/// <summary>An output as HTML: of a value's forms the richest that needs no script.</summary>
internal static class OutputMarkup
{
    private static readonly string[] Richest =
        ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain", "application/json"];

    public static Markup From(CellOutput output) => output switch
    {
        CellOutput.Printed printed => Out("print", Pre(printed.Text.TrimEnd('\n'))),
        CellOutput.Displayed shown => Out("value", Form(shown.Parts)),
        CellOutput.Result result => Out("value", Form(result.Parts)),
        CellOutput.Failed failed => Out("error", Pre(string.Join('\n',
            failed.Trace.Select(line => $"  at {line}").Prepend($"{failed.Name}: {failed.Message}")))),
        _ => Markup.Empty,
    };

    private static Markup Form(Sequence<MimePart> parts)
    {
        var best = parts.OrderBy(part => Array.IndexOf(Richest, part.Type) is var rank and >= 0 ? rank : Richest.Length)
            .FirstOrDefault();
        return best?.Type switch
        {
            null => Markup.Empty,
            "text/html" or "image/svg+xml" => new Markup(best.Text),
            "image/png" or "image/jpeg" => Markup.Void("img", ("alt", Plain(parts)),
                ("src", $"data:{best.Type};base64,{best.Text.Replace("\n", "", StringComparison.Ordinal)}")),
            "text/markdown" => MarkdownText.ToHtml(best.Text),
            _ => Pre(best.Text),
        };
    }

    private static string Plain(Sequence<MimePart> parts) =>
        parts.FirstOrDefault(part => part.Type == "text/plain")?.Text ?? "picture";

    private static Markup Pre(string text) => Markup.Element("pre", Markup.Text(text));

    private static Markup Out(string kind, Markup content) => Markup.Element("div", content, ("class", $"out {kind}"));
}
