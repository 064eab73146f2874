using Kit.Models;
using Kit.Pairs;

namespace Kit.Train.Preference;

/// <summary>Pairs ready for training: encoded, their clips' visual tokens on the shelf, the reference's evidence
/// beside them.</summary>
/// <param name="Pairs">In a fixed order; indices name them.</param>
/// <param name="Shelf">Visual tokens of every clip that a pair names.</param>
/// <param name="Reference">Evidence of the frozen model over the same pairs.</param>
/// <param name="Video">The id of the video placeholder that opens every prompt.</param>
public sealed record PreferenceData(
    IReadOnlyList<EncodedPair> Pairs, Shelf Shelf, ReferenceEvidence Reference, int Video)
{
    /// <summary>Takes the model as it stands for the reference.</summary>
    public static PreferenceData From(VideoLm model, IReadOnlyList<EncodedPair> pairs, Shelf shelf, int video) =>
        new(pairs, shelf, ReferenceEvidence.From(model, pairs, shelf, video), video);
}
