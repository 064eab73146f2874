using System.Text.Json;
using Kit.Train.Preference;

namespace Kit.Train.Saving;

/// <summary><c>trainer_state.json</c> as transformers' Trainer writes it, which plotting scripts read.</summary>
/// <remarks>Steps are counted from 1 after the update. <c>log_history</c> has an entry a step and one more an
/// evaluation, whose names begin with <c>eval_</c>; <c>epoch</c> is a fraction.</remarks>
internal sealed class TrainerState
{
    public const string FileName = "trainer_state.json";

    private const string Held = "eval_";

    private readonly List<Entry> history = [];

    /// <summary>Adds what a step reported.</summary>
    public void Add(PreferenceStep step)
    {
        var held = step.Metrics.Where(m => m.Key.StartsWith(PreferenceStep.Held, StringComparison.Ordinal)).ToArray();
        history.Add(new(step.Step + 1, step.Epoch, [.. step.Metrics.Except(held).Select(m => (m.Key, m.Value))]));
        if (held.Length > 0)
            history.Add(new(step.Step + 1, step.Epoch,
                [.. held.Select(m => (Held + m.Key[PreferenceStep.Held.Length..], m.Value))]));
    }

    /// <summary>Goes on from the history of a checkpoint.</summary>
    public void Read(string checkpoint)
    {
        var path = Path.Combine(checkpoint, FileName);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            history.Clear();
            history.AddRange(document.RootElement.GetProperty("log_history").EnumerateArray().Select(Parsed));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(
                $"{path}: expected the log of a run, got {e.Message.TrimEnd('.')}. Delete this checkpoint.", e);
        }
    }

    /// <param name="stream">Where to.</param>
    /// <param name="state">Where the run stands.</param>
    /// <param name="total">Steps of the whole run.</param>
    /// <param name="stepsPerEpoch">Steps of a pass over the data.</param>
    /// <param name="folder">The run's.</param>
    public void Write(Stream stream, TrainState state, int total, int stepsPerEpoch, RunFolder folder)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        WriteBest(json, state.Best, folder);
        json.WriteNumber("epoch", (double)state.Step / stepsPerEpoch);
        json.WriteNumber("global_step", state.Step);
        json.WriteBoolean("is_hyper_param_search", false);
        json.WriteBoolean("is_local_process_zero", true);
        json.WriteBoolean("is_world_process_zero", true);
        json.WriteStartArray("log_history");
        foreach (var entry in history) Write(json, entry);
        json.WriteEndArray();
        json.WriteNumber("logging_steps", 1);
        json.WriteNumber("max_steps", total);
        json.WriteNumber("num_train_epochs", (total + stepsPerEpoch - 1) / stepsPerEpoch);
        json.WriteNumber("save_steps", folder.Every);
        json.WriteStartObject("stateful_callbacks");
        json.WriteEndObject();
        json.WriteNull("trial_name");
        json.WriteNull("trial_params");
        json.WriteEndObject();
    }

    private static void WriteBest(Utf8JsonWriter json, Best? best, RunFolder folder)
    {
        if (best is null)
        {
            foreach (var name in new[] { "best_global_step", "best_metric", "best_model_checkpoint" }) json.WriteNull(name);
            return;
        }

        json.WriteNumber("best_global_step", best.Step);
        json.WriteNumber("best_metric", best.Score);
        json.WriteString("best_model_checkpoint", Checkpoints.PathOf(folder.Path, best.Step));
    }

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", entry.Epoch);
        foreach (var (name, value) in entry.Values) json.WriteNumber(name, value);
        json.WriteNumber("step", entry.Step);
        json.WriteEndObject();
    }

    private static Entry Parsed(JsonElement entry) => new(
        entry.GetProperty("step").GetInt32(), entry.GetProperty("epoch").GetDouble(),
        [.. entry.EnumerateObject().Where(f => f.Name is not ("step" or "epoch")).Select(f => (f.Name, f.Value.GetDouble()))]);

    private sealed record Entry(int Step, double Epoch, IReadOnlyList<(string Name, double Value)> Values);
}
