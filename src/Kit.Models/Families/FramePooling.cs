using static TorchSharp.torch;

namespace Kit.Models.Families;

/// <summary>How neighbouring patches of a frame become fewer, <c>mm_spatial_pool_mode</c>: [F, G², D] → [F, S², D].
/// </summary>
public abstract record FramePooling
{
    private FramePooling() { }

    /// <summary>Every patch stays.</summary>
    public static FramePooling None { get; } = new Whole();

    /// <summary>S, tokens per side of a frame of G patches per side.</summary>
    public abstract int Side(int grid);

    /// <summary>The same, a stride times coarser; LLaVA-Video's fast frames.</summary>
    public abstract FramePooling Coarser(int factor);

    /// <summary>Pools frames: [F, G², D] → [F, S², D].</summary>
    public Tensor Apply(Tensor patches)
    {
        var (f, d) = (patches.shape[0], patches.shape[2]);
        var grid = (int)Math.Sqrt(patches.shape[1]);
        if (grid * grid != patches.shape[1])
            throw new ArgumentException(
                $"patches: expected [F, G², D], got [{string.Join(", ", patches.shape)}], whose second size "
                + "is no square. "
                + "Leave the class token out.");
        var squares = patches.view(f, grid, grid, d).permute(0, 3, 1, 2);                      // [F, D, G, G]
        return Pool(squares, grid).flatten(2).transpose(1, 2);
    }

    private protected abstract Tensor Pool(Tensor squares, int grid);

    private sealed record Whole : FramePooling
    {
        public override int Side(int grid) => grid;
        public override FramePooling Coarser(int factor) => new Average(factor);
        private protected override Tensor Pool(Tensor squares, int grid) => squares;
    }

    /// <summary>Mean over Stride × Stride squares; a remainder at the right and the bottom is left out.</summary>
    public sealed record Average(int Stride) : FramePooling
    {
        public override int Side(int grid) => grid / Stride;
        public override FramePooling Coarser(int factor) => new Average(Stride * factor);

        private protected override Tensor Pool(Tensor squares, int grid) =>
            nn.functional.avg_pool2d(squares, Stride);
    }

    /// <summary>Maximum over Stride × Stride squares; a remainder at the right and the bottom is left out.</summary>
    public sealed record Maximum(int Stride) : FramePooling
    {
        public override int Side(int grid) => grid / Stride;
        public override FramePooling Coarser(int factor) => new Maximum(Stride * factor);

        private protected override Tensor Pool(Tensor squares, int grid) =>
            nn.functional.max_pool2d(squares, [Stride, Stride]);
    }

    /// <summary>Bilinear resize to ⌈G / Stride⌉ per side, corners not aligned; no patch is left out.</summary>
    public sealed record Bilinear(int Stride) : FramePooling
    {
        public override int Side(int grid) => (grid + Stride - 1) / Stride;
        public override FramePooling Coarser(int factor) => new Bilinear(Stride * factor);

        private protected override Tensor Pool(Tensor squares, int grid) => nn.functional.interpolate(
            squares, [Side(grid), Side(grid)], mode: InterpolationMode.Bilinear, align_corners: false);
    }
}
