namespace Kit.Models.Families;

/// <summary>Multimodal rotary positions, M-RoPE: three a token, for time, height and width.</summary>
/// <remarks>Text counts on, all three alike, from the largest position before it. The token of group t, row i, column
/// j of a clip that starts at position s has (s + τ(t), s + i, s + j), rows and columns counted in visual tokens;
/// τ(t) = t for Qwen2-VL (Wang et al. 2024, arXiv:2409.12191, §2.1), ⌊t · seconds per group · tokens per second⌋ in
/// float32 for Qwen2.5-VL (Bai et al. 2025, arXiv:2502.13923, §2.1.3).</remarks>
internal sealed class MultimodalPositions(QwenVideoConfig config)
{
    private readonly List<int> ids = [], visual = [];
    private readonly List<int>[] axes = [[], [], []];
    private int next;

    /// <summary>The prompt of some runs.</summary>
    public Prompt Lay(IReadOnlyList<Run> runs, Sequence<ClipPixels> clips)
    {
        foreach (var run in runs)
            if (run is Run.Words words) foreach (var id in words.Ids) Put(id, next, next, next);
            else Put((ClipPixels.Patches)clips[((Run.Clip)run).Index]);
        return new Prompt(
            Sequence.From(ids), Sequence.From(visual), Sequence.From(axes.Select(Sequence.From<int>)), next);
    }

    private void Put(ClipPixels.Patches clip)
    {
        var (start, merge) = (next, config.Tower.MergeSize);
        for (var t = 0; t < clip.Grid.Time; t++)
            for (var i = 0; i < clip.Grid.Height / merge; i++)
                for (var j = 0; j < clip.Grid.Width / merge; j++)
                {
                    visual.Add(ids.Count);
                    Put(0, start + Time(t, clip.SecondsPerGroup), start + i, start + j);
                }
    }

    private int Time(int group, double seconds) => config.TokensPerSecond is { } rate
        ? (int)(group * (float)seconds * (float)rate)
        : group;

    private void Put(int id, int time, int height, int width)
    {
        ids.Add(id);
        axes[0].Add(time);
        axes[1].Add(height);
        axes[2].Add(width);
        next = Math.Max(next, Math.Max(time, Math.Max(height, width)) + 1);
    }
}
