using System.Globalization;

namespace Kit.Video;

/// <summary>Chooses frames of a clip. Its text, <c>uniform:16</c>, stands in protocols and fingerprints.</summary>
public abstract partial record FramePlan
{
    private FramePlan() { }

    /// <summary>Plans by the name of their text form, with the numbers that they take.</summary>
    private static (string Name, string Numbers, Func<double[], FramePlan?> From)[] Forms =>
    [
        ("uniform", "N", n => n is [var count] && Whole(count) ? new Uniform((int)count) : null),
        ("linspace", "N", n => n is [var count] && Whole(count) ? new Linspace((int)count) : null),
        ("rate", "FPS:MAX", n => n is [var fps, var max] && Whole(max) ? new Rate(fps, (int)max) : null),
        ("qwen", "FPS:MIN:MAX", n => n is [var fps, var min, var max] && Whole(min) && Whole(max)
            ? new Qwen(fps, (int)min, (int)max)
            : null),
    ];

    /// <summary>Frame indices and their seconds for a clip of F frames.</summary>
    /// <param name="frameCount">F, at least 1.</param>
    /// <param name="fps">Frames per second, positive.</param>
    public FrameTimes Apply(int frameCount, double fps)
    {
        CheckClip(frameCount, fps);
        var indices = Sequence.From(Indices(frameCount, fps));
        return new(indices, Sequence.From(indices.Select(index => index / fps)));
    }

    /// <summary>n, the frames that the plan gives for a clip of F frames; nothing is decoded to know it.</summary>
    public int CountOf(int frameCount, double fps)
    {
        CheckClip(frameCount, fps);
        return Count(frameCount, fps);
    }

    /// <summary>The same plan with no more than so many frames, spread as it spreads them.</summary>
    /// <param name="count">At least 1.</param>
    public abstract FramePlan AtMost(int count);

    /// <summary>The most frames that it plans for any clip.</summary>
    public abstract int Most { get; }

    /// <summary>Reads a text form back.</summary>
    public static FramePlan Parse(string text)
    {
        var parts = text.Split(':');
        var form = Forms.FirstOrDefault(f => f.Name == parts[0]).From;
        return form is not null && Numbers(parts[1..]) is { } numbers && form(numbers) is { } plan
            ? plan
            : throw new FormatException(
                $"frame plan: expected {string.Join(" or ", Forms.Select(f => $"{f.Name}:{f.Numbers}"))}, "
                + $"got \"{text}\". Write for example uniform:16.");
    }

    public sealed override string ToString() => Text;

    private protected abstract string Text { get; }

    private protected abstract int Count(int frameCount, double fps);

    private protected abstract IEnumerable<int> Indices(int frameCount, double fps);

    private protected static int Checked(int count) => count >= 1 ? count
        : throw new ArgumentOutOfRangeException(nameof(count), string.Create(CultureInfo.InvariantCulture,
            $"frame plan: expected at least 1 frame, got {count}. Ask for as many as the model was trained with."));

    private protected static double Checked(double fps) => fps > 0 && double.IsFinite(fps) ? fps
        : throw new ArgumentOutOfRangeException(nameof(fps), string.Create(CultureInfo.InvariantCulture,
            $"frame plan: expected a positive rate, got {fps} fps. Ask for the rate that the model was trained with."));

    private static bool Whole(double number) => number == Math.Floor(number) && number <= int.MaxValue;

    private static double[]? Numbers(string[] parts)
    {
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!double.TryParse(
                parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out numbers[i])) return null;
        return numbers;
    }

    private static void CheckClip(int frameCount, double fps)
    {
        if (frameCount < 1 || !(fps > 0) || double.IsInfinity(fps))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"clip: expected at least 1 frame at a positive rate, got {frameCount} frames at {fps} fps. ")
                + "Drop the clip as unreadable.");
    }
}
