using System.Diagnostics;
using Kit;
using Kit.Report;

namespace Experiments;

/// <summary>How a report was made, for the reader who compares.</summary>
/// <param name="Script">Its file's name.</param>
/// <param name="Arguments">As they were given.</param>
public sealed record Setting(string Script, IReadOnlyList<string> Arguments)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Since the script began.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Command, machine and wall time until now.</summary>
    public Sequence<KeyValue> ToKeyValues() =>
    [
        new("command", $"dotnet run experiments/{Script} {string.Join(' ', Arguments)}"),
        new("machine", FormattableString.Invariant($"{Environment.ProcessorCount} cores")),
        new("wall time", FormattableString.Invariant($"{Elapsed.TotalMinutes:0.0} minutes")),
    ];

    public override string ToString() => $"{Script} {string.Join(' ', Arguments)}";
}
