using Kit.Data.MovingShapes;

namespace Kit.Pipelines.Shapes;

/// <summary>The clips of a laboratory: written as mp4 files once, read back by its frame plan.</summary>
internal sealed class Library(LabPlan plan, string cache)
{
    private readonly ClipStore store = new(Path.Combine(cache, "clips"), plan.World);

    /// <summary>Writes the clips that are missing.</summary>
    public void Write(IProgress<Advance> progress) => store.WriteAsync(
        Enum.GetValues<Split>().SelectMany(Clips),
        progress.Of<ClipsWritten>(w => new Advance("clips written", w.Done, w.Total, "clips"))).GetAwaiter().GetResult();

    /// <summary>Decoded clips of a split, in order.</summary>
    public IReadOnlyList<ClipFrames> Read(Split split, IProgress<Advance> progress)
    {
        var clips = Clips(split);
        var told = progress.Of($"{split.ToString().ToLowerInvariant()} clips decoded", clips.Count, "clips");
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
