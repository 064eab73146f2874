using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Experiments.Tests;

/// <summary>A script of experiments/ run as a stranger runs it, save that it is built apart from its runs and one at a
/// time: scripts share projects, and two builds at once write the same files.</summary>
internal static class Script
{
    private static readonly ConcurrentDictionary<string, Lazy<bool>> Built = [];
    private static readonly Lock Building = new();

    /// <summary>The repository's root, from where this file was compiled.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>dotnet run experiments/NAME -- ARGUMENTS, its exit code and everything it printed.</summary>
    public static (int Exit, string Output, string Error) Run(string name, params string[] arguments)
    {
        using var process = Start(name, arguments);
        return Ended(process);
    }

    /// <summary>The same, not waited for.</summary>
    public static Process Start(string name, params string[] arguments)
    {
        _ = Built.GetOrAdd(name, _ => new Lazy<bool>(() => Build(name))).Value;
        return Dotnet(["run", "--no-build", Path.Combine("experiments", name), "--", .. arguments]);
    }

    private static bool Build(string name)
    {
        lock (Building)
        {
            using var build = Dotnet(["build", "-nologo", Path.Combine("experiments", name)]);
            var (exit, output, error) = Ended(build);
            return exit == 0 ? true : throw new InvalidOperationException($"{name} does not build: {output}{error}");
        }
    }

    private static (int Exit, string Output, string Error) Ended(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static Process Dotnet(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["CI"] = "true";
        start.Environment["NO_COLOR"] = "1";
        return Process.Start(start)!;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
