using Kit.Data.Storage;
using Kit.Data.Tokens;
using Kit.Models;
using Kit.Models.Caches;
using Kit.Pairs;
using Kit.Train.Preference;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Pipelines.Shapes;

/// <summary>Visual tokens and reference evidence of a laboratory, found again by what they depend on.</summary>
/// <param name="plan">Whose they are.</param>
/// <param name="world">Fingerprint of the clips.</param>
/// <param name="model">The base model.</param>
/// <param name="folder">The laboratory's cache.</param>
internal sealed class LabCache(LabPlan plan, string world, VideoLm model, string folder)
{
    private readonly Cache cache = new(Path.Combine(folder, "evidence"));
    private readonly Fingerprint seen = Clips(ModelFingerprint.FromVision(model), plan, world);
    private readonly Fingerprint read = Clips(ModelFingerprint.From(model), plan, world)
        .With("tokenizer", Lab.Tokenizer.Digest).With("template", $"{Lab.Template}");

    /// <summary>Visual tokens of a split's clips, taken together: [C, V, D].</summary>
    public Tensor Features(string split, IReadOnlyList<Frames> clips) =>
        VisualCache.Of(cache.Folder, seen).Take(
            FormattableString.Invariant($"{split}, {clips.Count} clips"), () => Pixels.Features(model, clips).flatten(0, 1))
            .view(clips.Count, model.Config.VisualTokens, -1);

    /// <summary>Pairs with all that any loss and any measure reads of the base model.</summary>
    public PreferenceData Reference(IEnumerable<EncodedPair> pairs, Shelf shelf) => PreferenceData.Open(
        cache, read, model.Language, [.. pairs], new Media.Clips(shelf, Lab.Tokenizer.Id(SpecialTokens.Video)),
        ReferenceKept.States);

    private static Fingerprint Clips(Fingerprint model, LabPlan plan, string world) =>
        model.With("clips", world).With("frames", $"{plan.Frames}");
}
