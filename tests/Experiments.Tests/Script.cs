using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Experiments.Tests;

/// <summary>A script of experiments/ run as a stranger runs it.</summary>
internal static class Script
{
    /// <summary>The repository's root, from where this file was compiled.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>dotnet run experiments/NAME -- ARGUMENTS, its exit code and everything it printed.</summary>
    public static (int Exit, string Output, string Error) Run(string name, params string[] arguments)
    {
        using var process = Start(name, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>The same, not waited for.</summary>
    public static Process Start(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["run", Path.Combine("experiments", name), "--", .. arguments])
        {
            WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["CI"] = "true";
        start.Environment["NO_COLOR"] = "1";
        return Process.Start(start)!;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
