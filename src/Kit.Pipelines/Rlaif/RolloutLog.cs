using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Pipelines.Rlaif;

/// <summary>What is kept of every rollout, a line each as soon as it is over; a rollout that is run again after a
/// kill has the same numbers and takes the place of its line.</summary>
/// <param name="path">The file; made with its folder.</param>
internal sealed class RolloutLog(string path)
{
    /// <summary>Adds a rollout.</summary>
    public void Add(int rollout, IReadOnlyDictionary<string, double> metrics)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, '\n' + JsonSerializer.Serialize(new Line(rollout, new(metrics)), StrictJson.Options));
    }

    /// <summary>The metrics of all rollouts, in their order.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Read() =>
        [.. File.ReadLines(path).Select(Parsed).OfType<Line>().GroupBy(line => line.Rollout)
            .OrderBy(same => same.Key).Select(same => same.Last().Metrics)];

    /// <summary>Null for a line that a kill cut off.</summary>
    private static Line? Parsed(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<Line>(line, StrictJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Line(int Rollout, Dictionary<string, double> Metrics);
}
