using Kit.Data.Storage;
using Kit.Models;
using Kit.Models.Caches;
using Kit.Pairs;

namespace Kit.Train.Preference;

/// <summary>Pairs ready for training: encoded, with what stands in front of them and the reference's evidence beside
/// them.</summary>
/// <param name="Pairs">In a fixed order; indices name them.</param>
/// <param name="Media">Visual tokens, or none.</param>
/// <param name="Reference">Evidence of the frozen model over the same pairs.</param>
public sealed record PreferenceData(IReadOnlyList<EncodedPair> Pairs, Media Media, ReferenceEvidence Reference)
{
    /// <summary>Takes the model as it stands, adapters in place or not, for the reference; keeps what any objective and
    /// every metric of <see cref="Drift"/> read.</summary>
    public static PreferenceData From(CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media) =>
        From(model, pairs, media, ReferenceKept.States);

    /// <summary>The same, keeping no more than one objective reads.</summary>
    public static PreferenceData From(
        CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media, Objective objective) =>
        From(model, pairs, media, ReferenceEvidence.NeededBy(objective));

    /// <summary>The same, keeping what is said.</summary>
    public static PreferenceData From(
        CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media, ReferenceKept kept) =>
        new(pairs, media, ReferenceEvidence.From(model, pairs, media, kept));

    /// <summary>The same with every pair's clip on a shelf.</summary>
    public static PreferenceData From(VideoLm model, IReadOnlyList<EncodedPair> pairs, Shelf shelf, int video) =>
        From(model.Language, pairs, new Media.Clips(shelf, video));

    /// <summary>The reference's evidence from disk, where runs that share it find it again; what is missing is computed
    /// and stored.</summary>
    /// <param name="cache">Where.</param>
    /// <param name="fingerprint">All that the evidence depends on, the pairs aside: <see
    /// cref="ModelFingerprint.From(TorchSharp.torch.nn.Module)"/> of the whole model as it stands, with template,
    /// tokenizer and frame plan.</param>
    /// <param name="model">The reference.</param>
    /// <param name="pairs">In a fixed order.</param>
    /// <param name="media">What stands in front of them.</param>
    /// <param name="kept">What is needed, such as <see cref="ReferenceEvidence.NeededBy"/> an objective.</param>
    /// <param name="progress">Pairs that are done, and what was found.</param>
    public static PreferenceData Open(
        Cache cache, Fingerprint fingerprint, CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media,
        ReferenceKept kept, IProgress<ReferenceProgress>? progress = null) =>
        new(pairs, media, ReferenceEvidence.Open(cache, fingerprint, model, pairs, media, kept, progress));
}
