using System.Text;
using Kit.Data.Datasets;
using Kit.Data.Storage;
using Kit.Data.Video;
using Kit.Video;

namespace Kit.Pipelines.Rlaif;

/// <summary>The frames of a clip as pictures beside a file of records, named as its records name them.</summary>
/// <remarks>frames/CLIP/00012.png for frame 12 of CLIP, whose name keeps its ending; of a clip that is a list of
/// pictures CLIP is a digest. Frames that stand are not decoded again.</remarks>
/// <param name="Media">Where the clips lie.</param>
/// <param name="Plan">Which frames.</param>
/// <param name="Folder">Of the file; paths are relative to it.</param>
internal sealed record RewardFrames(MediaFolder Media, FramePlan Plan, string Folder)
{
    /// <summary>Longest short side, pixels: what the authors' tower sees.</summary>
    private const int Side = 336;

    /// <summary>Writes those that are missing.</summary>
    /// <param name="clip">Its text, <see cref="ClipText"/>.</param>
    /// <returns>All of them, in order; a single frame is named twice, for a clip in this format has two or more.
    /// </returns>
    public Media.FrameFiles Of(string clip)
    {
        var video = Media.Resolve(ClipText.ToMedia(clip)).Open();
        var frames = video.Sample(Plan).Times.Indices;
        Sequence<int> missing = [.. frames.Distinct().Where(frame => !File.Exists(PathOf(clip, frame)))];
        if (missing.Count > 0) Write(clip, missing, video.ReadFrames(missing, Shown(video.Size)));
        Sequence<string> names = [.. frames.Select(frame => Name(clip, frame))];
        return new(names.Count > 1 ? names : [.. names, .. names]);
    }

    private void Write(string clip, Sequence<int> numbers, Frames frames)
    {
        foreach (var (i, number) in numbers.Index())
            AtomicFile.Write(PathOf(clip, number), stream => stream.Write(Png.From(frames, i)));
    }

    private string PathOf(string clip, int frame) => Path.Combine(Folder, Name(clip, frame));

    private string Name(string clip, int frame) =>
        FormattableString.Invariant($"frames/{Place(clip)}/{frame:00000}.png");

    private string Place(string clip) => ClipText.ToMedia(clip) is Data.Datasets.Media.Video { Path: var path }
        ? Path.GetRelativePath(Media.From, Media.Resolve(path))
        : Fingerprint.Digest(Encoding.UTF8.GetBytes(clip))[..16];

    private static FrameSize Shown(FrameSize size)
    {
        var scale = Math.Min(1, Side / (double)Math.Min(size.Height, size.Width));
        return new((int)Math.Round(scale * size.Height), (int)Math.Round(scale * size.Width));
    }
}
