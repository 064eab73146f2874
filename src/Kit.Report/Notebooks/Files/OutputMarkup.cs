using System.Text.RegularExpressions;
using Kit.Report.Rendering;

namespace Kit.Report.Notebooks.Files;

/// <summary>An output as HTML: of a value's forms the richest that needs no script.</summary>
internal static partial class OutputMarkup
{
    private static readonly string[] Order =
        [Mime.Html, Mime.Svg, "image/png", "image/jpeg", Mime.Markdown, Mime.Plain, "application/json"];

    public static Markup From(CellOutput output) => output switch
    {
        CellOutput.Printed printed => Out("print", Pre(printed.Text.TrimEnd('\n'))),
        CellOutput.Displayed shown => Out("value", Richest(shown.Bundle)),
        CellOutput.Result result => Out("value", Richest(result.Bundle)),
        CellOutput.Failed failed => Out("error", Pre(string.Join('\n',
            failed.Trace.Select(line => $"  at {line}").Prepend($"{failed.Name}: {failed.Message}")))),
        _ => Markup.Empty,
    };

    private static Markup Richest(Bundle bundle)
    {
        var best = bundle.Forms.Where(form =>
            form.Mime is not (Mime.Html or Mime.Svg) || !Acting().IsMatch(form.Text)).MinBy(form =>
            Array.IndexOf(Order, form.Mime) is var rank and >= 0 ? rank : Order.Length);
        return best?.Mime switch
        {
            null => Markup.Empty,
            Mime.Html or Mime.Svg => new Markup(best.Text),
            "image/png" or "image/jpeg" => Markup.Void("img", ("alt", $"{bundle}"),
                ("src", $"data:{best.Mime};base64,{best.Text.Replace("\n", "", StringComparison.Ordinal)}")),
            Mime.Markdown => MarkdownText.ToHtml(best.Text),
            _ => Pre(best.Text),
        };
    }

    /// <summary>Elements that load, run, send or lead away; the page's policy stops all but the last.</summary>
    [GeneratedRegex(@"<\s*(script|meta|base|link|iframe|frame|object|embed|form)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Acting();

    private static Markup Pre(string text) => Markup.Element("pre", Markup.Text(text));

    private static Markup Out(string kind, Markup content) => Markup.Element("div", content, ("class", $"out {kind}"));
}
