using Kit.Pipelines;
using Kit.Train.Metrics;

namespace Kit.Report.Ablations;

/// <summary>Every step of every run as JSON lines, one file a run: <c>{loss}-seed{n}.jsonl</c>, TRL's metric
/// names.</summary>
public static class MetricFiles
{
    /// <summary>Replaces the files of these runs.</summary>
    public static void Write(string folder, AblationResult result)
    {
        foreach (var run in result.Runs) Write(Path.Combine(folder, Name(run)), run);
    }

    private static void Write(string path, AblationRun run)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        using var writer = MetricWriter.Append(path);
        foreach (var step in run.Steps)
            writer.Write(new MetricRow(step.Step, [.. step.Metrics.Select(m => new MetricValue(m.Key, m.Value))]));
    }

    private static string Name(AblationRun run) =>
        FormattableString.Invariant($"{Hyphenated(run.Variant.Name)}-seed{run.Seed}.jsonl");

    private static string Hyphenated(string name) =>
        string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
