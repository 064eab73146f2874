using Kit.Report.Rendering;
using Spectre.Console;

namespace Kit.Report;

/// <summary>Documents and tables on a console.</summary>
public static class ConsoleReport
{
    public static void Write(this IAnsiConsole console, Document document) => ConsolePage.Write(console, document);

    public static void Write(this IAnsiConsole console, Table table) => ConsoleTable.Write(console, table);
}
