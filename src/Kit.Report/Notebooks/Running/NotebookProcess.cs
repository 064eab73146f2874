using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Kit.Report.Notebooks.Files;

namespace Kit.Report.Notebooks.Running;

/// <summary>Runs a notebook in a process of its own: this program again, with the command that runs cells.</summary>
internal static partial class NotebookProcess
{
    public static NotebookOutcome Run(NotebookJob job, TextWriter log)
    {
        log = TextWriter.Synchronized(log);
        using var process = new Process { StartInfo = Start(job) };
        var cell = 0;
        process.OutputDataReceived += (_, line) => Forward(line.Data, log);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text && Begun().Match(text) is { Success: true } begun)
                cell = int.Parse(begun.Groups[1].Value, CultureInfo.InvariantCulture);
            Forward(line.Data, log);
        };
        process.Start();
        void Stop(object? sender, EventArgs e) => Kill(process);
        AppDomain.CurrentDomain.ProcessExit += Stop; // a runner that is told to end takes its notebook along
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExit(job.Limit);
        if (!ended) Kill(process);
        process.WaitForExit();
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        return ended ? Outcome(process.ExitCode, job, cell, log) : Late(job, cell, log);
    }

    private static ProcessStartInfo Start(NotebookJob job)
    {
        string[] output = job.Output is { } path ? ["--out", Path.GetFullPath(path)] : [];
        var parameters = job.Parameters.SelectMany(one => new[] { "--param", $"{one.Name}={one.Value}" });
        return new ProcessStartInfo(Host(),
            ["exec", typeof(NotebookProcess).Assembly.Location, "notebook", "cells", Path.GetFullPath(job.File),
                .. output, .. parameters])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(job.File)) ?? "",
            Environment = { ["NO_COLOR"] = "1", ["CI"] = "true" },
        };
    }

    /// <summary>The dotnet of the runtime that this process runs on.</summary>
    private static string Host()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", name));
        return File.Exists(beside) ? beside : "dotnet";
    }

    private static NotebookOutcome Outcome(int code, NotebookJob job, int cell, TextWriter log)
    {
        if (Enum.IsDefined((CellsEnd)code)) return (CellsEnd)code switch
        {
            CellsEnd.Ran => NotebookOutcome.Ran,
            CellsEnd.CellFailed => NotebookOutcome.CellFailed,
            _ => NotebookOutcome.Refused,
        };
        Fail(job, cell, log, "ProcessEnded", FormattableString.Invariant(
            $"cell {cell}: expected to run to its end, but it ended the notebook's process (exit code {code}). ")
            + "Return from the cell instead.");
        return NotebookOutcome.CellFailed;
    }

    private static NotebookOutcome Late(NotebookJob job, int cell, TextWriter log)
    {
        Fail(job, cell, log, "TimeOut", FormattableString.Invariant(
            $"cell {cell}: expected the notebook to end within {job.Limit.TotalSeconds:0.###} s, but it still ran. ")
            + "Allow more with --timeout, or make it do less.");
        return NotebookOutcome.TimedOut;
    }

    /// <summary>Says what happened, also in the stored notebook, which holds the cells before.</summary>
    private static void Fail(NotebookJob job, int cell, TextWriter log, string name, string message)
    {
        log.WriteLine(message);
        if (job.Output is not { } output || !File.Exists(output) || cell == 0 || NotebookFile.IsPage(output)) return;
        var notebook = Notebook.Read(output);
        notebook.With(notebook.Cells.Select((one, i) => i + 1 == cell
            ? one.With([new CellOutput.Failed(name, message, [])], one.Order) : one)).Write(output);
    }

    private static void Forward(string? line, TextWriter log)
    {
        if (line is not null) log.WriteLine(line);
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
    }

    [GeneratedRegex(@"^cell (\d+) of \d+ \(")]
    private static partial Regex Begun();
}
