namespace Kit.Data.Video;

/// <summary>Looks through the headers of a clip's pictures. Refuses what is no clip.</summary>
internal static class PictureProbe
{
    /// <param name="path">The folder, for messages.</param>
    /// <param name="pictures">Absolute.</param>
    /// <param name="rate">Frames per second.</param>
    public static VideoFile Open(
        string path, Sequence<string> pictures, double rate, VideoLimits limits, CancellationToken cancellation)
    {
        if (!(rate > 0 && double.IsFinite(rate))) throw new ArgumentOutOfRangeException(nameof(rate),
            FormattableString.Invariant($"{path}: rate: expected frames per second above 0, got {rate}. Correct it."));
        var timeline = Sequence.From(Enumerable.Range(0, pictures.Count).Select(frame => frame / rate));
        var video = new VideoFile(path, PictureHeader.Read(pictures[0]).Size, rate, timeline,
            new FrameSource.Pictures(pictures), limits);
        limits.Check(video);
        foreach (var picture in pictures)
        {
            cancellation.ThrowIfCancellationRequested();
            Read(picture, video.Size);
        }

        return video;
    }

    /// <summary>The header of a picture of the clip's size.</summary>
    public static PictureHeader Read(string picture, FrameSize size)
    {
        var header = PictureHeader.Read(picture);
        return header.Size == size ? header : throw new UnreadableVideoException(picture,
            $"picture: expected {size} as the clip's first, got {header.Size}.",
            "Scale it to the size of the others, or leave it out.");
    }
}
