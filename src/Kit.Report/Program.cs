using System.CommandLine;
using Kit.Report.Notebooks;

namespace Kit.Report;

/// <summary><c>dotnet run --project src/Kit.Report -- notebook …</c></summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("Kit's documents from the command line.") { NotebookCommand.Create() };
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? (int)NotebookOutcome.Refused : code;
    }
}
