using System.Globalization;

namespace Kit.Data.Storage;

/// <summary>Pixels on their way into a store, whose header needs all shapes before the first byte of data.</summary>
internal sealed class FrameSpool : IDisposable
{
    private readonly FileStream stream;
    private readonly List<SpooledClip> clips = [];

    public FrameSpool(string target) => stream = new(AtomicFile.Temporary(Path.GetFullPath(target)), FileMode.CreateNew,
        FileAccess.ReadWrite, FileShare.None, 1 << 20, FileOptions.DeleteOnClose);

    public IReadOnlyList<SpooledClip> Clips => clips;

    public void Add(StoredClip clip)
    {
        var frames = clip.Frames;
        if (frames.Rgb.Length != (long)frames.Count * frames.Stride || frames.Rgb.IsEmpty)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"clip {clip.Id}: expected [F, H, W, 3] = [{frames.Count}, {frames.Height}, {frames.Width}, 3] bytes, "
                + $"none of them 0, got {frames.Rgb.Length}. Decode it again."));
        clips.Add(new(clip.Id, frames.Height, frames.Width, frames.Timestamps, stream.Position));
        stream.Write(frames.Rgb.Span);
    }

    public void CopyTo(SpooledClip clip, Stream target)
    {
        var frame = new byte[clip.Height * clip.Width * 3];
        stream.Position = clip.Offset;
        for (var i = 0; i < clip.Seconds.Count; i++)
        {
            stream.ReadExactly(frame);
            target.Write(frame);
        }
    }

    public void Dispose() => stream.Dispose();
}
