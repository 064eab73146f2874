using Kit.Data.Storage;
using Kit.Video;

namespace Kit.Data.MovingShapes;

/// <summary>How far the writing of clips has come.</summary>
public sealed record ClipsWritten(int Done, int Total);

/// <summary>Decoded frames of one clip.</summary>
[TypeFormatterSource]
public sealed record ClipFrames(Clip Clip, Frames Frames);

/// <summary>A world's clips as mp4 files, in a folder named by the fingerprint of what is drawn and how it is encoded:
/// a file that stands there is right, and another world never overwrites it.</summary>
public sealed class ClipStore
{
    private const int Batch = 48;
    private const string Partial = ".partial-";

    /// <param name="root">Holds one folder for each world; made when missing.</param>
    public ClipStore(string root, World world)
    {
        World = world;
        Fingerprint = WorldFingerprint.Of(world);
        Folder = Path.Combine(Path.GetFullPath(root), Fingerprint);
    }

    public World World { get; }

    /// <summary>Of the world's parameters, its drawn pixels and the encoder's options; hexadecimal.</summary>
    public string Fingerprint { get; }

    public string Folder { get; }

    public string FileOf(Clip clip) => Path.Combine(Folder, $"{clip.Id}.mp4");

    public bool Holds(Clip clip) => File.Exists(FileOf(clip));

    /// <summary>Writes the clips that are missing, on all processors. A file appears complete or not at all.</summary>
    /// <returns>How many were written.</returns>
    public async Task<int> WriteAsync(
        IEnumerable<Clip> clips, IProgress<ClipsWritten>? progress = null, CancellationToken cancellation = default)
    {
        var all = clips.ToList();
        var missing = all.Where(clip => !Holds(clip)).ToList();
        var done = all.Count - missing.Count;
        Sweep();
        AtomicFile.WriteText(Path.Combine(Folder, "world.json"), Manifest.Of(this));
        progress?.Report(new(done, all.Count));
        await Parallel.ForEachAsync(Batches(missing), cancellation, async (batch, token) =>
        {
            await Write(batch, token).ConfigureAwait(false);
            progress?.Report(new(Interlocked.Add(ref done, batch.Length), all.Count));
        }).ConfigureAwait(false);
        return missing.Count;
    }

    /// <summary>The frames shown at the given seconds.</summary>
    /// <returns>[F, size, size, 3] with the exact seconds of the frames.</returns>
    public Frames Read(Clip clip, Sequence<double> timestamps) =>
        Shown(clip, ClipDecoder.Decode(this, [clip])[0], timestamps);

    /// <summary>The same for many clips, in their order, read ahead on all processors.</summary>
    public IEnumerable<ClipFrames> ReadAll(IEnumerable<Clip> clips, Func<Clip, Sequence<double>> timestamps)
    {
        var ahead = new Queue<Task<List<ClipFrames>>>();
        foreach (var batch in clips.Chunk(Batch))
        {
            ahead.Enqueue(Task.Run(() => ReadBatch(batch, timestamps)));
            if (ahead.Count <= Environment.ProcessorCount) continue;
            foreach (var read in ahead.Dequeue().GetAwaiter().GetResult()) yield return read;
        }

        foreach (var task in ahead)
            foreach (var read in task.GetAwaiter().GetResult()) yield return read;
    }

    /// <summary>The frames that a plan chooses.</summary>
    public Frames Read(Clip clip, FramePlan plan) => Read(clip, Seconds(clip, plan));

    /// <summary>The frames that a plan chooses from each of many clips.</summary>
    public IEnumerable<ClipFrames> ReadAll(IEnumerable<Clip> clips, FramePlan plan) =>
        ReadAll(clips, clip => Seconds(clip, plan));

    private Sequence<double> Seconds(Clip clip, FramePlan plan) =>
        plan.Apply(Rasteriser.Count(clip.Scene, World.Fps), World.Fps).Seconds;

    private List<ClipFrames> ReadBatch(Clip[] batch, Func<Clip, Sequence<double>> timestamps) =>
        [.. batch.Zip(ClipDecoder.Decode(this, batch), (clip, frames) =>
            new ClipFrames(clip, Shown(clip, frames, timestamps(clip))))];

    private Frames Shown(Clip clip, Frames all, Sequence<double> timestamps)
    {
        var picked = timestamps.Select(t => FrameAt(clip, t)).ToList();
        var rgb = new byte[picked.Count * all.Stride];
        for (var i = 0; i < picked.Count; i++) all[picked[i]].CopyTo(rgb.AsMemory(i * all.Stride));
        return new Frames(all.Height, all.Width, rgb, [.. picked.Select(frame => all.Timestamps[frame])]);
    }

    private int FrameAt(Clip clip, double t) => t >= 0 && t <= clip.Scene.Duration
        ? Math.Min(Rasteriser.Count(clip.Scene, World.Fps) - 1, (int)Math.Floor(t * World.Fps + 1e-6))
        : throw new ArgumentOutOfRangeException(nameof(t), FormattableString.Invariant(
            $"{clip.Id}: timestamp: expected 0 to {clip.Scene.Duration} seconds, got {t}. Plan within the clip."));

    /// <summary>Equal shares for every processor, none larger than a batch.</summary>
    private static IEnumerable<Clip[]> Batches(List<Clip> clips) =>
        clips.Chunk(Math.Clamp((clips.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount, 1, Batch));

    /// <summary>Folders of writers that were killed a day ago or earlier.</summary>
    private void Sweep()
    {
        foreach (var partial in Directory.CreateDirectory(Folder).EnumerateDirectories(Partial + "*"))
            if (partial.LastWriteTimeUtc < DateTime.UtcNow.AddDays(-1)) partial.Delete(recursive: true);
    }

    private async Task Write(Clip[] batch, CancellationToken cancellation)
    {
        var partial = Directory.CreateDirectory(Path.Combine(Folder, $"{Partial}{Guid.NewGuid():N}")).FullName;
        try
        {
            await ClipEncoder.Encode(World, batch, partial, cancellation).ConfigureAwait(false);
            foreach (var (i, clip) in batch.Index())
                File.Move(Path.Combine(partial, ClipEncoder.Name(i)), FileOf(clip), overwrite: true);
        }
        finally
        {
            Directory.Delete(partial, recursive: true);
        }
    }
}
