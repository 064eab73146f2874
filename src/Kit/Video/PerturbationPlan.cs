using System.Globalization;

namespace Kit.Video;

/// <summary>What a perturbation does to one clip, as data: every perturbation is some squares and one order.</summary>
/// <remarks>Squares hide the same pixels in every frame, so they commute with the order and any chain has this form.
/// </remarks>
/// <param name="Height">H, pixels.</param>
/// <param name="Width">W, pixels.</param>
/// <param name="Blocks">Squares painted grey.</param>
/// <param name="Order">Frame shown at each position, a permutation of 0 … F − 1.</param>
public sealed record PerturbationPlan(int Height, int Width, Sequence<Block> Blocks, Sequence<int> Order)
{
    /// <summary>RGB value of a hidden pixel, 0–255: the light grey of RRPO's published example.</summary>
    public const byte Grey = 245;

    /// <summary>The plan that changes nothing.</summary>
    public static PerturbationPlan Identity(int frames, int height, int width) =>
        new(height, width, [], [.. Enumerable.Range(0, frames)]);

    /// <summary>This plan, then another one of the same clip size.</summary>
    public PerturbationPlan Then(PerturbationPlan next)
    {
        Check(next.Order.Count, next.Height, next.Width, "plan");
        return new(Height, Width, [.. Blocks, .. next.Blocks], [.. next.Order.Select(frame => Order[frame])]);
    }

    /// <summary>The perturbed clip, [F, H, W, 3]; every position keeps its timestamp.</summary>
    public Frames Apply(Frames frames)
    {
        Check(frames.Count, frames.Height, frames.Width, "clip");
        var rgb = new byte[frames.Rgb.Length];
        for (var i = 0; i < Order.Count; i++) Show(frames[Order[i]].Span, rgb.AsSpan(i * frames.Stride, frames.Stride));
        return frames with { Rgb = rgb };
    }

    public override string ToString() => $"hide {Blocks}, show {Order}";

    private void Show(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        foreach (var block in Blocks)
            for (var row = block.Top; row < block.Top + block.Side; row++)
                target.Slice((row * Width + block.Left) * 3, block.Side * 3).Fill(Grey);
    }

    private void Check(int frames, int height, int width, string what)
    {
        if ((frames, height, width) != (Order.Count, Height, Width))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{what} to perturb: expected [F, H, W] = [{Order.Count}, {Height}, {Width}], "
                + $"got [{frames}, {height}, {width}]. Plan for this clip's size."));
    }
}
