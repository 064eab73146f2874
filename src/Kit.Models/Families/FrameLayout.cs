using static TorchSharp.torch;

namespace Kit.Models.Families;

/// <summary>How the tokens of a clip's frames become one sequence, <c>mm_newline_position</c>: [F, S², D] → [M, D].
/// </summary>
/// <remarks>The positions are those of the original LLaVA-Video code (Zhang et al. 2024, arXiv:2410.02713).</remarks>
public abstract record FrameLayout
{
    private FrameLayout() { }

    /// <summary>Frame after frame, nothing between: <c>no_token</c>.</summary>
    public static FrameLayout Plain { get; } = new PlainCase();

    /// <summary>A break after every line of every frame: <c>grid</c>.</summary>
    public static FrameLayout LineBreaks { get; } = new LineBreaksCase();

    /// <summary>A break after every frame: <c>frame</c>.</summary>
    public static FrameLayout FrameBreaks { get; } = new FrameBreaksCase();

    /// <summary>One break after the clip: <c>one_token</c>.</summary>
    public static FrameLayout ClipBreak { get; } = new ClipBreakCase();

    /// <summary>VLM-RLAIF: the mean of every frame, then the mean over frames of every patch. Ahn et al. 2024
    /// (arXiv:2402.03746).</summary>
    public static FrameLayout TemporalSpatial { get; } = new TemporalSpatialCase();

    /// <summary>M, for F frames of S tokens per side after pooling of G patches per side.</summary>
    public abstract int Count(int frames, int grid, FramePooling pooling);

    /// <summary>[F, G², D] → [M, D].</summary>
    public abstract Tensor Apply(FrameTokens tokens);

    /// <summary><c>add_faster_video</c>: every <paramref name="Stride"/>-th frame as <see cref="LineBreaks"/> has it,
    /// the
    /// others pooled twice as coarsely; the learned <c>faster_token</c> ends every frame.</summary>
    /// <param name="Stride"><c>faster_token_stride</c>.</param>
    public sealed record SlowFast(int Stride) : FrameLayout
    {
        public override int Count(int frames, int grid, FramePooling pooling)
        {
            int Frame(FramePooling p) => p.Side(grid) * (p.Side(grid) + 1) + 1;
            var slow = (frames + Stride - 1) / Stride;
            return slow * Frame(pooling) + (frames - slow) * Frame(pooling.Coarser(2));
        }

        public override Tensor Apply(FrameTokens tokens)
        {
            Tensor Ended(FrameTokens t) => FrameTokens.End(Lines(t).flatten(1, 2), t.Faster, "faster_token");
            var (slow, fast) = (Ended(tokens), Ended(tokens with { Pooling = tokens.Pooling.Coarser(2) }));
            return cat([.. Enumerable.Range(0, (int)slow.shape[0]).Select(f => (f % Stride == 0 ? slow : fast)[f])]);
        }
    }

    /// <summary>Frames as lines with their breaks: [F, S, S + 1, D].</summary>
    private static Tensor Lines(FrameTokens tokens)
    {
        var pooled = tokens.Pooled;
        var side = (long)Math.Sqrt(pooled.shape[1]);
        return FrameTokens.End(
            pooled.reshape(pooled.shape[0], side, side, pooled.shape[2]), tokens.Newline, "image_newline");
    }

    private sealed record PlainCase : FrameLayout
    {
        public override int Count(int frames, int grid, FramePooling pooling) => frames * Square(grid, pooling);
        public override Tensor Apply(FrameTokens tokens) => tokens.Pooled.flatten(0, 1);
    }

    private sealed record LineBreaksCase : FrameLayout
    {
        public override int Count(int frames, int grid, FramePooling pooling) =>
            frames * (Square(grid, pooling) + pooling.Side(grid));

        public override Tensor Apply(FrameTokens tokens) => Lines(tokens).flatten(0, 2);
    }

    private sealed record FrameBreaksCase : FrameLayout
    {
        public override int Count(int frames, int grid, FramePooling pooling) => frames * (Square(grid, pooling) + 1);

        public override Tensor Apply(FrameTokens tokens) =>
            FrameTokens.End(tokens.Pooled, tokens.Newline, "image_newline").flatten(0, 1);
    }

    private sealed record ClipBreakCase : FrameLayout
    {
        public override int Count(int frames, int grid, FramePooling pooling) => frames * Square(grid, pooling) + 1;

        public override Tensor Apply(FrameTokens tokens) =>
            FrameTokens.End(tokens.Pooled.flatten(0, 1), tokens.Newline, "image_newline");
    }

    private sealed record TemporalSpatialCase : FrameLayout
    {
        public override int Count(int frames, int grid, FramePooling pooling) => frames + Square(grid, pooling);

        public override Tensor Apply(FrameTokens tokens)
        {
            var pooled = tokens.Pooled;                                                        // [F, S², D]
            return cat([pooled.mean([1]), pooled.mean([0])]);
        }
    }

    private static int Square(int grid, FramePooling pooling) => pooling.Side(grid) * pooling.Side(grid);
}
