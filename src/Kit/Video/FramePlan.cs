using System.Globalization;

namespace Kit.Video;

/// <summary>Chooses n frames of a clip. Its text, <c>uniform:16</c>, stands in protocols and fingerprints.</summary>
public abstract record FramePlan
{
    private FramePlan(int count)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), string.Create(CultureInfo.InvariantCulture,
            $"frame plan: expected at least 1 frame, got {count}. Ask for as many as the model was trained with."));
        Count = count;
    }

    /// <summary>n, the frames that the plan gives whatever the clip's length.</summary>
    public int Count { get; }

    /// <summary>Plans by the name of their text form.</summary>
    private static (string Name, Func<int, FramePlan> From)[] Forms =>
        [("uniform", n => new Uniform(n)), ("linspace", n => new Linspace(n))];

    /// <summary>Frame indices and their seconds for a clip of F frames.</summary>
    /// <param name="frameCount">F, at least 1.</param>
    /// <param name="fps">Frames per second, positive.</param>
    public FrameTimes Apply(int frameCount, double fps)
    {
        CheckClip(frameCount, fps);
        var indices = Sequence.From(Enumerable.Range(0, Count).Select(i => Index(i, frameCount)));
        return new(indices, Sequence.From(indices.Select(index => index / fps)));
    }

    /// <summary>Reads a text form back.</summary>
    public static FramePlan Parse(string text)
    {
        var parts = text.Split(':');
        var form = Forms.FirstOrDefault(f => f.Name == parts[0]).From;
        return form is not null && parts.Length == 2
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? form(count)
            : throw new FormatException(
                $"frame plan: expected {string.Join(" or ", Forms.Select(f => f.Name + ":N"))}, "
                + $"got \"{text}\". Write for example uniform:16.");
    }

    public sealed override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}:{Count}");

    private protected abstract string Name { get; }

    private protected abstract int Index(int i, int frameCount);

    private static void CheckClip(int frameCount, double fps)
    {
        if (frameCount < 1 || !(fps > 0) || double.IsInfinity(fps))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"clip: expected at least 1 frame at a positive rate, got {frameCount} frames at {fps} fps. ")
                + "Drop the clip as unreadable.");
    }

    /// <summary>index_i = ⌊(F / n)·i⌋: the start of each of n equal segments. The evaluation rule of LLaVA-Video's and
    /// RRPO's official code.</summary>
    /// <param name="Count">n.</param>
    public sealed record Uniform(int Count) : FramePlan(Count)
    {
        private protected override string Name => "uniform";

        private protected override int Index(int i, int frameCount) => (int)((double)frameCount / Count * i);
    }

    /// <summary>index_i = ⌊i·(F − 1)/(n − 1)⌋, first and last frame included (n = 1 gives the first): numpy's integer
    /// linspace, the training rule of LLaVA-Video's official code.</summary>
    /// <param name="Count">n.</param>
    public sealed record Linspace(int Count) : FramePlan(Count)
    {
        private protected override string Name => "linspace";

        // The step is rounded to a double before it is multiplied, as numpy does; the last index is set, not computed.
        private protected override int Index(int i, int frameCount) =>
            i == Count - 1 && i > 0 ? frameCount - 1 : (int)(i * ((frameCount - 1) / (double)Math.Max(Count - 1, 1)));
    }
}
