using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models.Caches;
using Kit.Models.Families;
using Kit.Pairs;
using Kit.Train.Cost;
using static TorchSharp.torch;

namespace Kit.Pipelines.Alignment;

/// <summary>The clips of a file as a model sees them.</summary>
/// <param name="Assistant">Whose tower is frozen.</param>
/// <param name="Cache">Its visual tokens, shared by all runs over the same clips, frames and weights.</param>
/// <param name="Seen">By the text of the clip, <see cref="ClipText"/>.</param>
/// <param name="Unreadable">What could not be opened, decoded or processed, with the reason in words.</param>
internal sealed record Clips(
    Assistant Assistant, VisualCache Cache, IReadOnlyDictionary<string, SeenClip> Seen,
    IReadOnlyDictionary<string, string> Unreadable)
{
    /// <summary>Looks at every clip that the cache does not hold.</summary>
    public static Clips See(
        Assistant assistant, string cache, MediaFolder media, IReadOnlyList<string> texts, IProgress<Advance> progress)
    {
        var (seen, unreadable) = (new Dictionary<string, SeenClip>(), new Dictionary<string, string>());
        var tokens = VisualCache.Of(cache, ModelFingerprint.FromVision(assistant.Model)
            .With("frames", $"{assistant.Frames}").With("processor", $"{assistant.Processor}"),
            assistant.Model.Language.Place.Device);
        foreach (var (i, text) in texts.Index())
        {
            try
            {
                seen[text] = SeenClip.From(media.Resolve(ClipText.ToMedia(text)), assistant, tokens);
            }
            catch (UnreadableVideoException e)
            {
                unreadable[text] = e.Message;
            }

            progress.Report(new Advance("clips seen", i + 1, texts.Count, "clips"));
        }

        return new(assistant, tokens, seen, unreadable);
    }

    /// <summary>A prompt with a place for every visual token of its clip; "" for none.</summary>
    public Models.Prompt Prompt(Sequence<int> ids, string clip) => Assistant.Model.Expand(
        new VideoInput(ids, clip.Length == 0 ? [] : [Seen[clip].Outline]));

    /// <summary>Tokens of a pair: its prompt with its clip, and its answers.</summary>
    public PairShape Shape(EncodedPair pair) =>
        new(Prompt(pair.Prompt, pair.Clip).Ids.Count, pair.Chosen.Count, pair.Rejected.Count);

    /// <summary>A clip's visual tokens, [M, D].</summary>
    public Tensor Features(string clip) => clip.Length == 0
        ? Assistant.Model.Language.NoVisual : Seen[clip].Features(Assistant, Cache);
}
