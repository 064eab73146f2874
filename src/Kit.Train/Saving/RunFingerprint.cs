using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kit.Data.Storage;
using Kit.Models;
using Kit.Models.Caches;
using Kit.Models.Peft;
using Kit.Pairs;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Saving;

/// <summary>What the bits of a run depend on, part by part.</summary>
/// <remarks>Taken before the first step. The reference's mean log-probability, to a thousandth of a nat, stands for
/// what pairs and weights do not say, such as the frames of their clips; another machine's rounding is not another run.
/// What only a later step reads is in it, too: the held-out pairs decide when a run stops.</remarks>
internal static class RunFingerprint
{
    private static readonly JsonSerializerOptions Named =
        new(StrictJson.Options) { Converters = { new JsonStringEnumConverter() } };

    public static Fingerprint From(
        PreferenceRun run, CausalLm model, Trained trained, PreferenceData data) =>
        Fingerprint.From((IEnumerable<Component>)
    [
        .. Optimization(run.Optimization),
        new("objective", run.Objective.ToCode()),
        new("seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
        new("micro batch", run.MicroBatch?.ToString(CultureInfo.InvariantCulture) ?? "whole"),
        new("adapters", trained is Trained.Placed placed ? PeftConfig.From(placed.Adapters.Lora).ToJson() : "none"),
        new("trained", Digest(trained.Parameters(model).Select(p =>
            $"{p.Name} {p.Parameter.dtype} [{string.Join(", ", p.Parameter.shape)}]"))),
        .. ModelFingerprint.From(model).Components.Where(c => c.Name is "weights" or "dtype"),
        new("pairs", Pairs(data.Pairs)),
        new("reference", Reference(data)),
        new("evaluation", run.Evaluation is { } evaluation ? Evaluated(evaluation) : "none"),
    ]);

    private static string Evaluated(Evaluation evaluation) => string.Create(CultureInfo.InvariantCulture,
        $"every {evaluation.Every}, stop {JsonSerializer.Serialize(evaluation.EarlyStop, Named)}, ")
        + $"pairs {Pairs(evaluation.HeldOut.Pairs)}, reference {Reference(evaluation.HeldOut)}";

    /// <summary>One component a setting, so that the one that differs is named.</summary>
    internal static IEnumerable<Component> Optimization(Optimization settings)
    {
        using var document = JsonSerializer.SerializeToDocument(settings, Named);
        return [.. document.RootElement.EnumerateObject()
            .Select(f => new Component($"optimization.{f.Name}", f.Value.GetRawText()))];
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, StrictJson.Options);

    internal static string Pairs(IEnumerable<EncodedPair> pairs) => Digest(pairs.Select(Json));

    private static string Digest(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines) hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Reference(PreferenceData data)
    {
        using var scope = NewDisposeScope();
        return data.Reference.Kept == ReferenceKept.Nothing ? "none"
            : data.Reference.LogProbability.to(ScalarType.Float64).mean().item<double>()
                .ToString("F3", CultureInfo.InvariantCulture);
    }
}
