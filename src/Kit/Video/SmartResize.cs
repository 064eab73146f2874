namespace Kit.Video;

/// <summary>The size at which Qwen2-VL sees a frame: near its own, both sides multiples of the factor, and as many
/// pixels as allowed.</summary>
/// <remarks>h = round(H/f)·f, w = round(W/f)·f (half to even, at least f); if h·w &gt; max: s = √(H·W/max),
/// h = max(f, ⌊H/s/f⌋·f); if h·w &lt; min: s = √(min/(H·W)), h = ⌈H·s/f⌉·f; likewise w. Official code, also in
/// transformers.</remarks>
/// <param name="Factor">f = patch · merge.</param>
/// <param name="MinPixels">Fewest pixels.</param>
/// <param name="MaxPixels">Most pixels.</param>
public sealed record SmartResize(int Factor, long MinPixels, long MaxPixels)
{
    /// <summary>Longest side over shortest; beyond it the rule gives nonsense.</summary>
    public const int MaxRatio = 200;

    /// <exception cref="ArgumentException">An empty or too narrow frame.</exception>
    public (int Height, int Width) Apply(int height, int width)
    {
        Check(height, width);
        var (h, w) = (Near(height), Near(width));
        if (h * w > MaxPixels)
        {
            var shrink = Math.Sqrt((double)height * width / MaxPixels);
            return (Below(height / shrink), Below(width / shrink));
        }

        if (h * w >= MinPixels) return ((int)h, (int)w);
        var grow = Math.Sqrt(MinPixels / ((double)height * width));
        return (Above(height * grow), Above(width * grow));
    }

    private long Near(int side) => Math.Max(Factor, (long)Math.Round((double)side / Factor) * Factor);

    private int Below(double side) => Math.Max(Factor, (int)Math.Floor(side / Factor) * Factor);

    private int Above(double side) => (int)Math.Ceiling(side / Factor) * Factor;

    private void Check(int height, int width)
    {
        if (Factor < 1 || MinPixels < 1 || MaxPixels < MinPixels)
            throw new ArgumentException(FormattableString.Invariant(
                $"smart resize: expected a positive factor and 1 ≤ min ≤ max pixels, got {this}. ")
                + "Check the processor's file.");
        if (height < 1 || width < 1 || Math.Max(height, width) > (long)MaxRatio * Math.Min(height, width))
            throw new ArgumentException(FormattableString.Invariant(
                $"frame: expected sides that differ at most {MaxRatio} times, got {width}x{height}. Crop the video."));
    }
}
