using System.Globalization;

namespace Kit.Video;

/// <summary>One thing that a plan does to a clip: drawn already, so that it is the same however often it is done.
/// </summary>
/// <remarks>Edits of pictures do the same to every frame; edits of time do not look at pixels. Size and number of frames
/// stay.</remarks>
public abstract record Edit
{
    private Edit() { }

    /// <summary>The edited clip, [F, H, W, 3] as before.</summary>
    public abstract Frames Apply(Frames frames);

    /// <summary>Paints a square in every frame (<see cref="PerturbationPlan.Grey"/>).</summary>
    public sealed record Hide(Block Block) : Edit
    {
        public override Frames Apply(Frames frames)
        {
            var rgb = frames.Rgb.ToArray();
            for (var frame = 0; frame < frames.Count; frame++)
                for (var row = Block.Top; row < Block.Top + Block.Side; row++)
                    rgb.AsSpan(frame * frames.Stride + (row * frames.Width + Block.Left) * 3, Block.Side * 3)
                        .Fill(PerturbationPlan.Grey);
            return frames with { Rgb = rgb };
        }

        public override string ToString() => $"hide {Block}";
    }

    /// <summary>Shows at each position some frame of the clip.</summary>
    /// <param name="Order">F frame numbers.</param>
    public sealed record Show(Sequence<int> Order) : Edit
    {
        public override Frames Apply(Frames frames)
        {
            var rgb = new byte[frames.Rgb.Length];
            for (var i = 0; i < Order.Count; i++) frames[Order[i]].CopyTo(rgb.AsMemory(i * frames.Stride));
            return frames with { Rgb = rgb };
        }

        public override string ToString() => $"show {Order}";
    }

    /// <summary>Paints whole frames.</summary>
    /// <param name="Positions">In order.</param>
    public sealed record Blank(Sequence<int> Positions) : Edit
    {
        public override Frames Apply(Frames frames)
        {
            var rgb = frames.Rgb.ToArray();
            foreach (var position in Positions)
                rgb.AsSpan(position * frames.Stride, frames.Stride).Fill(PerturbationPlan.Grey);
            return frames with { Rgb = rgb };
        }

        public override string ToString() => $"blank {Positions}";
    }

    /// <summary>Enlarges a part of the frame to the whole frame, as Pillow resizes (<see cref="Filter.Bilinear"/>).
    /// </summary>
    public sealed record Crop(Window Window) : Edit
    {
        public override Frames Apply(Frames frames)
        {
            var resampler = new Resampler(Window.Height, Window.Width, frames.Height, frames.Width, Filter.Bilinear);
            return Each(frames, picture => resampler.Apply(
                picture.Window(Window.Top, Window.Left, Window.Height, Window.Width, default)));
        }

        public override string ToString() => $"crop {Window}";
    }

    /// <summary>Gaussian blur.</summary>
    /// <param name="Sigma">σ, pixels.</param>
    public sealed record Blurred(double Sigma) : Edit
    {
        public override Frames Apply(Frames frames) => Each(frames, new Blur(Sigma).Apply);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"blur {Sigma:0.###}");
    }

    /// <summary>Brightness, contrast or saturation by a factor; 1 changes nothing.</summary>
    public sealed record Tinted(Tint Tint, double Factor) : Edit
    {
        public override Frames Apply(Frames frames) => Each(frames, Tint switch
        {
            Tint.Brightness => picture => Colours.Brightness(picture, (float)Factor),
            Tint.Contrast => picture => Colours.Contrast(picture, (float)Factor),
            Tint.Saturation => picture => Colours.Saturation(picture, (float)Factor),
            Tint.Hue => picture => Colours.Hue(picture, Factor),
            _ => throw new System.Diagnostics.UnreachableException(),
        });

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Tint.ToString().ToLowerInvariant()} {Factor:0.###}");
    }

    /// <summary>Takes the colour away.</summary>
    public sealed record Grey : Edit
    {
        public override Frames Apply(Frames frames) => Each(frames, Colours.Grey);

        public override string ToString() => "grey";
    }

    /// <summary>Left becomes right.</summary>
    public sealed record Flip : Edit
    {
        public override Frames Apply(Frames frames) => Each(frames, picture => picture.Mirrored());

        public override string ToString() => "flip";
    }

    private static Frames Each(Frames frames, Func<Picture, Picture> edit)
    {
        var rgb = new byte[frames.Rgb.Length];
        for (var frame = 0; frame < frames.Count; frame++)
            edit(new Picture(frames.Height, frames.Width, frames[frame])).Rgb.CopyTo(rgb.AsMemory(frame * frames.Stride));
        return frames with { Rgb = rgb };
    }
}

/// <summary>What of a colour changes.</summary>
public enum Tint
{
    /// <summary>Towards black.</summary>
    Brightness,

    /// <summary>Towards the frame's mean grey.</summary>
    Contrast,

    /// <summary>Towards its own grey.</summary>
    Saturation,

    /// <summary>Around the colour wheel; the factor is a share of a turn, 0 changes nothing.</summary>
    Hue,
}
