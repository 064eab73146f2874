namespace Kit.Video;

/// <summary>How many tokens a model makes of a clip: pure arithmetic, so that a budget needs no decoded
/// frame.</summary>
public abstract record VisualLayout
{
    private VisualLayout() { }

    /// <summary>V, visual tokens of n frames of H × W pixels.</summary>
    public abstract long Count(int frames, int height, int width);

    /// <summary>LLaVA-Video, LLaVA-OneVision, LLaVA-NeXT-Video: each frame is s × s patches, pooled to p × p, with
    /// learned newline tokens.</summary>
    /// <remarks>p = ⌈s / stride⌉ for bilinear, ⌊s / stride⌋ for the other poolings. V = n·p·(p + 1) for
    /// <see cref="Newlines.Grid"/>, n·(p² + 1) for <see cref="Newlines.Frame"/>, n·p² + 1 for
    /// <see cref="Newlines.One"/>, n·p² for <see cref="Newlines.None"/>. Frames are resized to one size before, so H
    /// and W do not matter.</remarks>
    /// <param name="Side">s, patches per side; 27 for SigLIP so400m-384, 24 for CLIP L/14-336.</param>
    /// <param name="Pooling">mm_spatial_pool_mode.</param>
    /// <param name="Stride">mm_spatial_pool_stride.</param>
    /// <param name="Newlines">mm_newline_position.</param>
    public sealed record Pooled(int Side, Pooling Pooling, int Stride, Newlines Newlines) : VisualLayout
    {
        /// <summary>p, tokens per side after pooling.</summary>
        public int PooledSide => Pooling is Pooling.Bilinear ? (Side + Stride - 1) / Stride : Side / Stride;

        public override long Count(int frames, int height, int width)
        {
            var (n, p) = ((long)frames, (long)PooledSide);
            return Newlines switch
            {
                Newlines.Grid => n * p * (p + 1),
                Newlines.Frame => n * (p * p + 1),
                Newlines.One => n * p * p + 1,
                _ => n * p * p,
            };
        }
    }

    /// <summary>VLM-RLAIF: a token for each frame, the mean of its patches, then a token for each patch, the mean over
    /// frames: V = n + P.</summary>
    /// <param name="Patches">P, patches of a frame; 576 for CLIP L/14-336.</param>
    public sealed record Averaged(int Patches) : VisualLayout
    {
        public override long Count(int frames, int height, int width) => (long)frames + Patches;
    }

    /// <summary>Qwen2-VL: patches of two frames in the frame's own shape, merged in squares:
    /// V = ⌈n / temporal⌉ · (h / f) · (w / f), f = patch · merge, h × w from <see cref="SmartResize"/>.</summary>
    /// <param name="Resize">How a frame's size is chosen; its factor is f.</param>
    /// <param name="Temporal">Frames of one patch; an incomplete last one is filled with its last frame.</param>
    public sealed record Merged(SmartResize Resize, int Temporal) : VisualLayout
    {
        public override long Count(int frames, int height, int width)
        {
            var (h, w) = Resize.Apply(height, width);
            return ((long)frames + Temporal - 1) / Temporal * (h / Resize.Factor) * (w / Resize.Factor);
        }
    }
}

/// <summary>How patches of a frame are pooled.</summary>
public enum Pooling
{
    Average,
    Max,
    Bilinear,
}

/// <summary>Where LLaVA-Video puts its learned newline token.</summary>
public enum Newlines
{
    /// <summary>no_token.</summary>
    None,

    /// <summary>one_token: at the end of the clip.</summary>
    One,

    /// <summary>frame: at the end of each frame.</summary>
    Frame,

    /// <summary>grid: at the end of each row of each frame.</summary>
    Grid,
}
