using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models.Families;
using static TorchSharp.torch;

namespace Kit.Pipelines.Alignment;

/// <summary>Visual tokens of the clips of a file, seen once by a frozen tower.</summary>
/// <param name="Seen">By the path that records name.</param>
/// <param name="Unreadable">What could not be opened or decoded, with the reason in words.</param>
internal sealed record Clips(
    IReadOnlyDictionary<string, SeenClip> Seen, IReadOnlyDictionary<string, string> Unreadable)
{
    /// <summary>Decodes and looks at every clip.</summary>
    public static Clips See(
        Assistant assistant, MediaFolder media, IReadOnlyList<string> paths, IProgress<Advance> progress)
    {
        var (seen, unreadable) = (new Dictionary<string, SeenClip>(), new Dictionary<string, string>());
        foreach (var (i, path) in paths.Index())
        {
            try
            {
                seen[path] = SeenClip.From(assistant, VideoFile.Open(media.Resolve(path)));
            }
            catch (UnreadableVideoException e)
            {
                unreadable[path] = e.Message;
            }

            progress.Report(new Advance("clips seen", i + 1, paths.Count, "clips"));
        }

        return new(seen, unreadable);
    }
}

/// <summary>A clip's visual tokens, and its shape without its pixels, from which prompts are laid out.</summary>
/// <param name="Outline">Sizes and seconds alone; its tensor has no memory.</param>
/// <param name="Features">[M, D].</param>
internal sealed record SeenClip(ClipPixels Outline, Tensor Features)
{
    public static SeenClip From(Assistant assistant, VideoFile video)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var clip = assistant.See(video);
        return new(Shape(clip), assistant.Model.Features(clip).DetachFromDisposeScope());
    }

    private static ClipPixels Shape(ClipPixels clip) => clip switch
    {
        ClipPixels.Frames frames => new ClipPixels.Frames(Empty(frames.Pixels)),
        ClipPixels.Patches patches => patches with { Pixels = Empty(patches.Pixels) },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Tensor Empty(Tensor pixels) =>
        empty(pixels.shape, dtype: pixels.dtype, device: META).DetachFromDisposeScope();
}
