using Kit.Pipelines.Alignment;
using Spectre.Console;

namespace Kit.Report.Rendering;

/// <summary>Tokens in a row. The signs alone say what is scored and marked, so colours may be missing: scored tokens
/// stand between bars, marked spans in ⟦ ⟧, places of a clip in ⟨ ⟩.</summary>
internal static class TokenLine
{
    private const int Names = 8;

    /// <summary>Text with signs.</summary>
    public static string Plain(Sequence<ShownToken> tokens) =>
        string.Concat(Pieces(tokens).Select(piece => piece.Text));

    public static Spectre.Console.Rendering.IRenderable Console(Block.Tokens block)
    {
        var line = new Paragraph();
        foreach (var (text, part) in Pieces(block.Items)) line.Append(text, Style(part, block.Tone));
        return new Grid()
            .AddColumn(new GridColumn { Width = Names, NoWrap = true, Padding = new Padding(2, 0, 2, 0) })
            .AddColumn(new GridColumn { Padding = new Padding(0) })
            .AddRow(new Text(Rendering.Plain.OneLine(block.Name), new Style(Color.Grey)), line);
    }

    public static Markup Html(Block.Tokens block) => Markup.Element(
        "figure",
        Markup.Element("figcaption", Markup.Text(block.Name))
        + Markup.Element("p", Markup.Join(block.Items.Select(token => Html(token, block.Tone))), ("class", "tokens")));

    /// <summary>Runs of one kind, with their signs.</summary>
    private static IEnumerable<(string Text, Part Part)> Pieces(Sequence<ShownToken> tokens)
    {
        for (var t = 0; t < tokens.Count; t++)
        {
            var (part, text) = (tokens[t].Part, Shown(tokens[t].Text));
            var before = t > 0 ? tokens[t - 1].Part : (Part?)null;
            var after = t + 1 < tokens.Count ? tokens[t + 1].Part : (Part?)null;
            if (IsScored(part) && (before is null || IsScored(before.Value))) yield return ("│", Part.Read);
            yield return (part switch
            {
                Part.Visual => $"⟨{text}⟩",
                Part.Span => $"{(before == Part.Span ? "" : "⟦")}{text}{(after == Part.Span ? "" : "⟧")}",
                _ => text,
            }, part);
            if (IsScored(part) && after is null) yield return ("│", Part.Read);
        }
    }

    private static bool IsScored(Part part) => part is Part.Scored or Part.Span;

    private static string Shown(string text) => Rendering.Plain.OneLine(text.ReplaceLineEndings("⏎"));

    private static Style Style(Part part, Tone tone) => part switch
    {
        Part.Scored => new Style(),
        Part.Span => new Style(tone == Tone.Bad ? Color.Red : Color.Green, decoration: Decoration.Bold),
        Part.Visual => new Style(Color.Blue),
        _ => new Style(Color.Grey),
    };

    private static Markup Html(ShownToken token, Tone tone)
    {
        var name = token.Part switch
        {
            Part.Scored => "scored",
            Part.Span => tone == Tone.Bad ? "scored bad" : "scored good",
            Part.Visual => "visual",
            _ => "read",
        };
        return Markup.Element("span", Markup.Text(Shown(token.Text)), ("class", name));
    }
}
