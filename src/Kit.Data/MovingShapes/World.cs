namespace Kit.Data.MovingShapes;

/// <summary>Disjoint parts of a world; the same index in two splits is another clip.</summary>
public enum Split { Train, Align, Test }

/// <summary>One clip of a world.</summary>
/// <param name="Id">Unique in its world, such as train-00012.</param>
/// <param name="Index">From 0 within its split.</param>
public sealed record Clip(string Id, Split Split, int Index, Scene Scene);

/// <summary>A synthetic world of short clips: a pure function of its parameters.</summary>
/// <param name="Seed">Every clip and every question follows from it.</param>
/// <param name="Size">Width and height of the frames, pixels; even, 64 to 112.</param>
/// <param name="Fps">Frames per second, 4 to 30.</param>
/// <param name="Bias">Strength of the spurious correlations in Train and Align.</param>
public sealed record World(long Seed, int Size, int Fps, Bias Bias)
{
    public World(long seed) : this(seed, 64, 8, new Bias()) { }

    public int Size { get; init => field = CheckedSize(value); } = CheckedSize(Size);

    public int Fps { get; init => field = CheckedFps(value); } = CheckedFps(Fps);

    public World With(Bias bias) => this with { Bias = bias };

    /// <summary>The clip of one place.</summary>
    public Clip Clip(Split split, int index) => new(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name(split)}-{index:00000}"),
        split, index, Staging.Draw(Random(Purpose.Scene, split, index), split == Split.Test ? Bias.None : Bias));

    /// <summary>The first <paramref name="count"/> clips of a split.</summary>
    public IReadOnlyList<Clip> Clips(Split split, int count) =>
        [.. Enumerable.Range(0, count).Select(index => Clip(split, index))];

    internal Pcg Random(Purpose purpose, Split split, int index) => Pcg.From(Seed, (long)purpose, (long)split, index);

    private static int CheckedSize(int size) => size is >= 64 and <= 112 && size % 2 == 0 ? size
        : throw new ArgumentOutOfRangeException(nameof(size),
            $"frame size: expected an even number of pixels from 64 to 112, got {size}. Choose another size.");

    private static int CheckedFps(int fps) => fps is >= 4 and <= 30 ? fps
        : throw new ArgumentOutOfRangeException(nameof(fps),
            $"frame rate: expected 4 to 30 frames per second, got {fps}. Choose another rate.");

    private static string Name(Split split) => split.ToString().ToLowerInvariant();
}

/// <summary>What a random stream is for, so that more questions never change a scene.</summary>
internal enum Purpose { Scene, Training, Evaluation, Hallucination }
