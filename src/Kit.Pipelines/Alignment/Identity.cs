using System.Reflection;
using Kit.Data.Storage;
using Kit.Evaluate;
using Kit.Train.Preference;

namespace Kit.Pipelines.Alignment;

/// <summary>What a run's outcome depends on beside its settings, as digests.</summary>
internal static class Identity
{
    /// <summary>Weights, adapter, data, tokenizer, chat form, frames, numbers' type and code.</summary>
    public static Fingerprint Of(AlignmentPlan plan, Assistant assistant)
    {
        var identity = Fingerprint.From(
            ("weights", TensorDigest.FromFile(plan.Model)), ("data", Fingerprint.DigestFile(plan.Data.Path)),
            ("tokenizer", assistant.Tokenizer.Digest), ("chat form", $"{assistant.Template.Name}"),
            ("frames", $"{plan.Frames}"), ("dtype", $"{plan.Place.Dtype}"), ("code", Code));
        return plan.Start is Start.Adapter(var folder)
            ? identity.With("adapter", Fingerprint.DigestFile(Path.Combine(folder, "adapter_model.safetensors")))
            : identity;
    }

    private static string Code => typeof(PreferenceRun).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
