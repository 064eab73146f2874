using Kit.Data.MovingShapes;

namespace Kit.Pipelines.Shapes;

/// <summary>The clips of a laboratory: written as mp4 files once, read back by its frame plan.</summary>
internal sealed class Library(LabPlan plan, string cache)
{
    private readonly ClipStore store = new(Path.Combine(cache, "clips"), plan.World);

    /// <summary>Of the world, what it draws and how that is encoded.</summary>
    public string Fingerprint => store.Fingerprint;

    /// <summary>Writes the clips of all splits that are missing.</summary>
    public void Write(IProgress<Advance> progress) => Write(Enum.GetValues<Split>().SelectMany(Clips), progress);

    /// <summary>Decoded clips of a split, in order; missing ones are written first.</summary>
    public IReadOnlyList<ClipFrames> Read(Split split, IProgress<Advance> progress) =>
        Read(split, int.MaxValue, progress);

    /// <summary>The first clips of a split.</summary>
    public IReadOnlyList<ClipFrames> Read(Split split, int most, IProgress<Advance> progress)
    {
        IReadOnlyList<Clip> clips = [.. Clips(split).Take(most)];
        if (!clips.All(store.Holds)) Write(clips, progress);
        return Decode(clips, progress.Of($"{split.ToString().ToLowerInvariant()} clips decoded", clips.Count, "clips"));
    }

    private void Write(IEnumerable<Clip> clips, IProgress<Advance> progress) => store.WriteAsync(
        clips,
        progress.Of<ClipsWritten>(w => new Advance("clips written", w.Done, w.Total, "clips")))
        .GetAwaiter().GetResult();

    private List<ClipFrames> Decode(IReadOnlyList<Clip> clips, IProgress<int> told)
    {
        var read = new List<ClipFrames>(clips.Count);
        foreach (var clip in store.ReadAll(clips, plan.Frames))
        {
            read.Add(clip);
            if (read.Count % 16 == 0 || read.Count == clips.Count) told.Report(read.Count);
        }

        return read;
    }

    private IReadOnlyList<Clip> Clips(Split split) => plan.World.Clips(split, split switch
    {
        Split.Train => plan.TrainClips,
        Split.Align => plan.AlignClips,
        _ => plan.TestClips,
    });
}
