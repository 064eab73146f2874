using System.Diagnostics;

namespace Kit.Pipelines;

/// <summary>Further processes of this program, started with its arguments.</summary>
internal sealed class Fellows : IDisposable
{
    private const string Mark = "KIT_ABLATION_FELLOW";

    private readonly IReadOnlyList<Process> processes;

    private Fellows(IReadOnlyList<Process> processes) => this.processes = processes;

    private static bool IsOne => Environment.GetEnvironmentVariable(Mark) is not null;

    /// <summary>Starts so many; none from within one of them.</summary>
    public static Fellows Start(int count) => new([.. Enumerable.Range(0, IsOne ? 0 : count).Select(_ => Start())]);

    /// <summary>Ends this process if it is one: its part is done, and the first one goes on.</summary>
    public static void EndIfOne()
    {
        if (IsOne) Environment.Exit(0);
    }

    /// <summary>Ends them: the grid is complete, so nothing is left for them to do.</summary>
    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    private static Process Start()
    {
        var (program, arguments) = (Environment.ProcessPath!, Environment.GetCommandLineArgs());
        var host = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, host ? arguments : arguments.Skip(1))
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment[Mark] = "1";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
