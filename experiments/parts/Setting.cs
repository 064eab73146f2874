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
        new("command", string.Join(' ', [$"dotnet run experiments/{Script}", .. Told])),
        new("machine", FormattableString.Invariant($"{Environment.ProcessorCount} cores")),
        new("wall time", FormattableString.Invariant($"{Elapsed.TotalMinutes:0.0} minutes")),
    ];

    /// <summary>The arguments as a shell reads them.</summary>
    private IEnumerable<string> Told => Arguments.Count == 0
        ? [] : Arguments.Select(one => one.Any(c => c is ' ' or '(' or '*') ? $"\"{one}\"" : one).Prepend("--");

    public override string ToString() => $"{Script} {string.Join(' ', Arguments)}";
}
