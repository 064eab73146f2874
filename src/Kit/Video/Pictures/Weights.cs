namespace Kit.Video;

/// <summary>For each pixel of a resized line: which pixels of the old line it is made of, and in what proportion.
/// </summary>
/// <remarks>Pillow's numbers for 8-bit pictures: the curve is widened when the picture shrinks, sampled at pixel
/// centres, cut at the border, normalised to sum 1, and rounded to fixed point with 22 fractional bits.</remarks>
internal sealed class Weights
{
    public const int Bits = 32 - 8 - 2;

    private readonly int[] firsts;
    private readonly int[] values;
    private readonly int[] counts;
    private readonly int stride;

    public Weights(int from, int to, Filter filter)
    {
        var scale = (double)from / to;
        var widening = Math.Max(1, scale);
        var support = filter.Support * widening;
        stride = ((int)Math.Ceiling(support) * 2) + 1;
        (firsts, counts, values) = (new int[to], new int[to], new int[checked(to * stride)]);
        for (var i = 0; i < to; i++) Fill(i, (i + 0.5) * scale, support, widening, from, filter);
    }

    /// <summary>First old pixel of new pixel <paramref name="i"/>.</summary>
    public int First(int i) => firsts[i];

    public ReadOnlySpan<int> this[int i] => values.AsSpan(i * stride, counts[i]);

    private void Fill(int i, double centre, double support, double widening, int from, Filter filter)
    {
        firsts[i] = Math.Max(0, (int)(centre - support + 0.5));
        counts[i] = Math.Min(from, (int)(centre + support + 0.5)) - firsts[i];
        var (curve, sum) = (new double[counts[i]], 0.0);
        for (var k = 0; k < curve.Length; k++)
            sum += curve[k] = filter.Weight((k + firsts[i] - centre + 0.5) * (1 / widening));
        for (var k = 0; k < curve.Length; k++)
            values[(i * stride) + k] = Fixed(sum == 0 ? curve[k] : curve[k] / sum);
    }

    private static int Fixed(double weight) => (int)((weight * (1 << Bits)) + (weight < 0 ? -0.5 : 0.5));
}
