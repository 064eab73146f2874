using Kit.Video;

namespace Kit.Data.Processing;

/// <summary>What is done to each frame before its pixels become numbers.</summary>
public abstract record FrameStep
{
    private FrameStep() { }

    /// <summary>H × W after the step.</summary>
    public abstract (int Height, int Width) Size(int height, int width);

    /// <summary>The step for frames of one size; what does not depend on their pixels is done once.</summary>
    private protected abstract Func<Picture, Picture> For(int height, int width);

    internal Func<Picture, Picture> Prepared(int height, int width) => For(height, width);

    /// <summary>To exactly this size, whatever the shape.</summary>
    public sealed record Resize(int Height, int Width, Filter Filter) : FrameStep
    {
        public override (int Height, int Width) Size(int height, int width) => (Height, Width);

        private protected override Func<Picture, Picture> For(int height, int width) =>
            new Resampler(height, width, Height, Width, Filter).Apply;
    }

    /// <summary>Shorter side to <paramref name="Edge"/>, the longer in proportion, rounded down.</summary>
    public sealed record ResizeShortest(int Edge, Filter Filter) : FrameStep
    {
        public override (int Height, int Width) Size(int height, int width) => height < width
            ? (Edge, (int)((long)Edge * width / height))
            : ((int)((long)Edge * height / width), Edge);

        private protected override Func<Picture, Picture> For(int height, int width)
        {
            var size = Size(height, width);
            return new Resampler(height, width, size.Height, size.Width, Filter).Apply;
        }
    }

    /// <summary>The middle of the frame; a smaller frame gets a black border.</summary>
    public sealed record CentreCrop(int Height, int Width) : FrameStep
    {
        public override (int Height, int Width) Size(int height, int width) => (Height, Width);

        // An odd pixel too many goes below and right; an odd pixel too few comes above and left: halves round down.
        private protected override Func<Picture, Picture> For(int height, int width) =>
            picture => picture.Window((height - Height) >> 1, (width - Width) >> 1, Height, Width, default);
    }

    /// <summary>A square of the longer side with the frame in its middle, filled with the processor's mean colour:
    /// LLaVA's <c>image_aspect_ratio: pad</c>.</summary>
    public sealed record PadToSquare(byte Red, byte Green, byte Blue) : FrameStep
    {
        public override (int Height, int Width) Size(int height, int width) =>
            (Math.Max(height, width), Math.Max(height, width));

        private protected override Func<Picture, Picture> For(int height, int width)
        {
            var side = Math.Max(height, width);
            return height == width ? picture => picture
                : picture => picture.Window(
                    -((side - height) / 2), -((side - width) / 2), side, side, (Red, Green, Blue));
        }
    }
}
