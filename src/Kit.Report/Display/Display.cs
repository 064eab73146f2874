using Kit.Report.Formatters;
using Kit.Report.Rendering;

namespace Kit.Report;

/// <summary>Any value as a reader sees it: in a notebook, on a page, on a console. One table of formatters serves
/// all three.</summary>
/// <remarks>Objectives show formula, graph and evidence; pairs their answers with marked spans; samples frames and
/// heat-maps; tables their signs and notes; runs their curves; sequences and records of anything theirs. HTML brings
/// its style, follows the host's light or dark mode, and asks the network for nothing. Never throws over a value: what
/// has no formatter shows its properties or its <c>ToString</c>. In <c>dotnet fsi</c>, once a session:
/// <c>fsi.AddPrinter(fun (table: Table) -&gt; Display.ToText table)</c>, for any type.</remarks>
public static class Display
{
    private const int Columns = 100;

    /// <summary>Every form that the value has, the richest first, <c>text/plain</c> last.</summary>
    /// <param name="value">Anything; null and F# options too.</param>
    public static Bundle Of(object? value)
    {
        var view = FormatterTable.Show(Optional.Bare(value));
        var text = Text(view, Columns);
        return view.Blocks.Count == 0
            ? new Bundle([.. view.Others, new MimeForm(Mime.Plain, text)])
            : new Bundle(
            [
                .. view.Others, new MimeForm(Mime.Html, HtmlFragment.From(view.Blocks)),
                new MimeForm(Mime.Plain, text),
            ]);
    }

    /// <summary>The value as a fragment of HTML; a word or a number as its text, escaped.</summary>
    public static string ToHtml(object? value) =>
        Of(value) is var bundle && bundle.Find(Mime.Html) is { } html ? html : HtmlFragment.From(bundle[Mime.Plain]);

    /// <summary>The value as a console prints it, without colours.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="columns">Width; tables that need more go on below.</param>
    public static string ToText(object? value, int columns = Columns) =>
        Text(FormatterTable.Show(Optional.Bare(value)), columns);

    private static string Text(View view, int columns) => view.Text ?? ConsoleText.From(view.Blocks, columns);
}
