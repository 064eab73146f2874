using Kit.Models;
using Kit.Pairs;

namespace Kit.Train.Preference;

/// <summary>Pairs ready for training: encoded, with what stands in front of them and the reference's evidence beside
/// them.</summary>
/// <param name="Pairs">In a fixed order; indices name them.</param>
/// <param name="Media">Visual tokens, or none.</param>
/// <param name="Reference">Evidence of the frozen model over the same pairs.</param>
public sealed record PreferenceData(IReadOnlyList<EncodedPair> Pairs, Media Media, ReferenceEvidence Reference)
{
    /// <summary>Takes the model as it stands, adapters in place or not, for the reference.</summary>
    public static PreferenceData From(CausalLm model, IReadOnlyList<EncodedPair> pairs, Media media) =>
        new(pairs, media, ReferenceEvidence.From(model, pairs, media));

    /// <summary>The same with every pair's clip on a shelf.</summary>
    public static PreferenceData From(VideoLm model, IReadOnlyList<EncodedPair> pairs, Shelf shelf, int video) =>
        From(model.Language, pairs, new Media.Clips(shelf, video));

    public override string ToString() => FormattableString.Invariant($"{Pairs.Count} pairs with their reference");
}
