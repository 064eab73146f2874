using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Pipelines.Recipes;

/// <summary>How long stages took in a folder, for plans; no output depends on it.</summary>
internal sealed record Pace(Sequence<StagePace> Stages)
{
    private const string Name = "pace.json";

    public static Pace Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Pace>(File.ReadAllBytes(path), StrictJson.Options)! : new([]);
        }
        catch (JsonException)
        {
            return new([]);    // an estimate less
        }
    }

    public Pace With(string place, int drafts, TimeSpan time) => new(
        [.. Stages.Where(stage => stage.Place != place), new(place, drafts, time.TotalSeconds)]);

    public void Write(string folder) =>
        AtomicFile.WriteText(Path.Combine(folder, Name), JsonSerializer.Serialize(this, StrictJson.Options));

    /// <summary>Time for so many drafts at the measured pace; null where none was measured.</summary>
    public TimeSpan? For(string place, int drafts) =>
        Stages.FirstOrDefault(stage => stage.Place == place) is { Drafts: > 0 } known
            ? TimeSpan.FromSeconds(known.Seconds / known.Drafts * drafts)
            : null;
}

/// <summary>Drafts and seconds of one stage.</summary>
internal sealed record StagePace(string Place, int Drafts, double Seconds);
