using Spectre.Console;

namespace Kit.Report;

/// <summary>The console of a script.</summary>
public static class OutputConsole
{
    private const int LogWidth = 120;

    /// <summary>Standard output: colours and redrawing on a terminal (NO_COLOR turns the colours off), text alone where
    /// it is redirected.</summary>
    public static IAnsiConsole Standard() =>
        Console.IsOutputRedirected ? Plain(Console.Out) : AnsiConsole.Create(new AnsiConsoleSettings());

    /// <summary>Text without any escape sequence.</summary>
    public static IAnsiConsole Plain(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        (console.Profile.Width, console.Profile.Capabilities.Unicode) = (LogWidth, true);
        return console;
    }
}
