using Spectre.Console;

namespace Kit.Report.Rendering;

/// <summary>Blocks as a console without colours prints them.</summary>
internal static class ConsoleText
{
    public static string From(IEnumerable<Block> blocks, int columns)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        (console.Profile.Width, console.Profile.Capabilities.Unicode) = (columns, true);
        ConsolePage.Write(console, blocks);
        return string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
            .Trim('\n');
    }
}
