using Kit.Video;

namespace Kit.Data.Video;

/// <summary>A video that was looked through and can be read: what it holds, and its frames on demand.</summary>
/// <remarks>It may be one file, or a picture file for every frame. Pictures do not tell when they were shown: they are
/// taken for one each second, unless another rate is given.</remarks>
/// <param name="Path">Absolute: the file, or the folder of the pictures.</param>
/// <param name="Size">Upright: after the rotation that a video file asks for. Pictures are taken as they are stored.
/// </param>
/// <param name="FrameRate">Average over the video, frames per second.</param>
/// <param name="Timeline">The second at which each frame is shown, from 0; not always evenly spaced.</param>
/// <param name="Source">What the frames are stored in.</param>
/// <param name="Limits">Checked at opening and at reading.</param>
public sealed record VideoFile(
    string Path, FrameSize Size, double FrameRate, Sequence<double> Timeline, FrameSource Source, VideoLimits Limits)
{
    public int Width => Size.Width;

    public int Height => Size.Height;

    public int FrameCount => Timeline.Count;

    /// <summary>Seconds to the end of the last frame.</summary>
    public double Duration => Timeline[^1] + 1 / FrameRate;

    /// <summary>What plans and budgets ask for.</summary>
    public ClipFacts Facts => new(FrameCount, FrameRate, Height, Width);

    /// <summary>Looks through a file, or through a folder of pictures (<see cref="FrameFolder"/>), one for each second,
    /// without decoding.</summary>
    /// <exception cref="UnreadableVideoException">Missing, not a video, sound only, cut off, empty, too large or too
    /// long; or, named by itself, a picture that is none or has another size than the first.</exception>
    public static VideoFile Open(string path, VideoLimits? limits = null, CancellationToken cancellation = default) =>
        Directory.Exists(path)
            ? Open(FrameFolder.Pictures(path), 1, limits, cancellation)
            : VideoProbe.Open(System.IO.Path.GetFullPath(path), limits ?? VideoLimits.Default, cancellation);

    /// <summary>Looks through pictures, the frames of one clip, without decoding.</summary>
    /// <param name="pictures">PNG, JPEG, WebP or BMP files of one size, in the order in which they are shown.</param>
    /// <param name="rate">Pictures per second of the clip.</param>
    /// <exception cref="ArgumentException">No picture, or no such rate.</exception>
    /// <exception cref="UnreadableVideoException">Missing, no picture, of another size than the first, too large or too
    /// many.</exception>
    public static VideoFile Open(
        IReadOnlyList<string> pictures, double rate = 1, VideoLimits? limits = null,
        CancellationToken cancellation = default)
    {
        if (pictures.Count == 0) throw new ArgumentException(
            $"{nameof(pictures)}: expected 1 or more, got none. Name the frames of the clip.", nameof(pictures));
        var paths = Sequence.From(pictures.Select(System.IO.Path.GetFullPath));
        return PictureProbe.Open(
            System.IO.Path.GetDirectoryName(paths[0])!, paths, rate, limits ?? VideoLimits.Default, cancellation);
    }

    /// <summary>The frames shown at the given seconds.</summary>
    /// <param name="timestamps">Seconds in [0, <see cref="Duration"/>], in any order, also twice the same.</param>
    /// <param name="size">Scales to this size; null keeps <see cref="Size"/>.</param>
    /// <returns>[F, H, W, 3], uint8, with the exact seconds of the frames.</returns>
    /// <exception cref="UnreadableVideoException">A video file is damaged anywhere, also between the frames
    /// asked for; or one of the pictures asked for.</exception>
    public Frames Read(Sequence<double> timestamps, FrameSize? size = null, CancellationToken cancellation = default) =>
        ReadFrames([.. timestamps.Select(FrameAt)], size, cancellation);

    /// <summary>The frames that a plan chooses, by their numbers.</summary>
    public Frames Read(FramePlan plan, FrameSize? size = null, CancellationToken cancellation = default) =>
        ReadFrames(plan.Apply(FrameCount, FrameRate).Indices, size, cancellation) with { Rate = Sample(plan).Rate };

    /// <summary>What a plan chooses from this video, with the exact seconds of the frames.</summary>
    public FrameSampling Sample(FramePlan plan)
    {
        var sampling = FrameSampling.From(plan, Facts);
        var seconds = Sequence.From(sampling.Times.Indices.Select(frame => Timeline[frame]));
        return sampling with { Times = sampling.Times with { Seconds = seconds } };
    }

    /// <summary>The frames of the given numbers, from 0, in any order, also twice the same.</summary>
    public Frames ReadFrames(Sequence<int> frames, FrameSize? size = null, CancellationToken cancellation = default) =>
        VideoDecoder.Read(this, frames, size ?? Size, cancellation);

    /// <summary>The frame shown at second <paramref name="t"/>: the last that begins no later than a millisecond
    /// after it.</summary>
    public int FrameAt(double t)
    {
        if (!(t >= 0 && t <= Duration + Moment))
            throw new ArgumentOutOfRangeException(nameof(t), FormattableString.Invariant(
                $"{Path}: timestamp: expected 0 to {Duration:0.###} seconds, got {t}. Plan within the clip."));
        return Math.Max(0, Timeline.Count(begin => begin <= t + Moment) - 1);
    }

    /// <summary>A millisecond: finer than any frame, coarser than the rounding of containers.</summary>
    private const double Moment = 1e-3;
}
