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

    private static string Trimmed(StringWriter text) => string
        .Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        .TrimEnd();
}
