using Kit.Video;

namespace Kit.Data.Processing;

/// <summary>A clip as a vision tower takes it: plain numbers, which the model only wraps.</summary>
public abstract record Pixels
{
    private Pixels(ReadOnlyMemory<float> values, Sequence<long> shape) => (Values, Shape) = (values, shape);

    /// <summary>Row-major.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Axes of <see cref="Values"/>.</summary>
    public Sequence<long> Shape { get; }

    public sealed override string ToString() => $"{GetType().Name.ToLowerInvariant()} {Shape}";

    /// <summary>Frames as pictures, [F, 3, H, W]: SigLIP, CLIP.</summary>
    public sealed record Images : Pixels
    {
        internal Images(float[] values, int frames, int height, int width)
            : base(values, [frames, Picture.Channels, height, width]) { }
    }

    /// <summary>Flattened patches, [T·H·W, 3·temporal·patch·patch]: Qwen2-VL.</summary>
    public sealed record Patches : Pixels
    {
        internal Patches(float[] values, PatchGrid grid, int width)
            : base(values, [(long)grid.Time * grid.Height * grid.Width, width]) => Grid = grid;

        /// <summary>What <c>grid_thw</c> says.</summary>
        public PatchGrid Grid { get; }
    }
}
