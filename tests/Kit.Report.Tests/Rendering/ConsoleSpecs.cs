using VerifyXunit;

namespace Kit.Report.Tests.Rendering;

public class ConsoleSpecs
{
    [Fact]
    public Task The_whole_document_in_80_columns()
    {
        var (console, text) = Given.Console();
        console.Write(Given.Document);
        return Verifier.Verify(Trimmed(text)).ToTask();
    }

    [Fact]
    public void Hostile_text_reaches_the_terminal_as_text()
    {
        var (console, text) = Given.Console();
        console.Write(Given.Filled("[red]x[/] \u001b[31m [/]"));
        Assert.Contains("[red]x[/] \uFFFD[31m [/]", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text.ToString());
    }

    [Fact]
    public void No_line_is_wider_than_the_console()
    {
        var (console, text) = Given.Console();
        console.Write(Given.Table);
        Assert.All(Trimmed(text).Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void A_table_that_is_too_wide_goes_on_below_and_breaks_no_cell()
    {
        var (console, text) = Given.Console();
        var table = Table.From(
            "Wide", [Column.Words("Method"), .. Enumerable.Range(1, 6).Select(i => Column.Points($"Δ{i}"))]);
        console.Write(table.With([Cell.From("RRPO"), .. Enumerable.Repeat(Cell.From(Given.Gain), 6)]));
        var lines = Trimmed(text).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(6, lines.Sum(line => line.Split("+4.2 [+1.2, +7.1]").Length - 1));
        Assert.Equal(2, lines.Count(line => line.StartsWith(" RRPO ", StringComparison.Ordinal)));
    }

    private static string Trimmed(StringWriter text) => string
        .Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        .TrimEnd();
}
