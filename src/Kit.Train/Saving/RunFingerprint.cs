using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kit.Data.Storage;
using Kit.Models.Peft;
using Kit.Train.Preference;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Train.Saving;

/// <summary>What the bits of a run depend on, part by part.</summary>
/// <remarks>The reference's log-probabilities stand for the base model's weights, its template and its clips: another
/// of them gives others. What only a later step reads is in it, too: the held-out pairs decide when a run stops.
/// </remarks>
internal static class RunFingerprint
{
    private static readonly JsonSerializerOptions Named =
        new(StrictJson.Options) { Converters = { new JsonStringEnumConverter() } };

    public static Fingerprint From(
        PreferenceRun run, Trained trained, IReadOnlyList<(string Name, Parameter Parameter)> parameters,
        PreferenceData data) => Fingerprint.From((IEnumerable<Component>)
    [
        .. Optimization(run.Optimization),
        new("objective", run.Objective.ToCode()),
        new("seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
        new("micro batch", run.MicroBatch?.ToString(CultureInfo.InvariantCulture) ?? "whole"),
        new("adapters", trained is Trained.Placed placed ? PeftConfig.From(placed.Adapters.Lora).ToJson() : "none"),
        new("weights", Digest(parameters.Select(p => $"{p.Name} {p.Parameter.dtype} [{string.Join(", ", p.Parameter.shape)}]"))),
        new("pairs", Pairs(data)),
        new("reference", Reference(data)),
        new("evaluation", run.Evaluation is { } e
            ? $"every {e.Every}, {e.EarlyStop?.ToString() ?? "no early stop"}, pairs {Pairs(e.HeldOut)}, reference {Reference(e.HeldOut)}"
            : "none"),
    ]);

    /// <summary>One component a setting, so that the one that differs is named.</summary>
    private static IEnumerable<Component> Optimization(Optimization settings)
    {
        using var document = JsonSerializer.SerializeToDocument(settings, Named);
        return [.. document.RootElement.EnumerateObject().Select(f => new Component($"optimization.{f.Name}", f.Value.GetRawText()))];
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, StrictJson.Options);

    private static string Pairs(PreferenceData data) => Digest(data.Pairs.Select(Json));

    private static string Digest(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines) hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Reference(PreferenceData data)
    {
        using var scope = NewDisposeScope();
        return Fingerprint.Digest(data.Reference.LogProbability.detach().cpu().contiguous().bytes.ToArray());
    }
}
