using System.Globalization;

namespace Kit.Video;

public abstract partial record Perturbation
{
    /// <summary>Hides one axis-aligned square, the same in every frame, under a constant grey.</summary>
    /// <remarks>side = round √(u·H·W), u ~ U(low, high), at a uniform place; RRPO, published example of its data.
    /// Where no whole-pixel square inside the frame is in the range, the next larger one that fits is taken, and
    /// the plan says so.</remarks>
    /// <param name="Low">Smallest share of the frame's area, 0 to 1.</param>
    /// <param name="High">Largest share of the frame's area, 0 to 1.</param>
    public sealed record BlockMask(double Low = 0.25, double High = 0.5) : Perturbation
    {
        /// <summary>Smallest share of the frame's area.</summary>
        public double Low { get; } = 0 <= Low && Low <= High && High <= 1
            ? Low
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"block mask: expected 0 ≤ low ≤ high ≤ 1, got {Low} and {High}. Give shares of the frame's area."));

        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width)
        {
            var area = (double)height * width;
            var drawn = (int)Math.Round(Math.Sqrt(pcg.Between(Low, High) * area));
            var smallest = (int)Math.Ceiling(Math.Sqrt(Low * area));
            var largest = (int)Math.Floor(Math.Sqrt(High * area));
            var side = Math.Min(Math.Min(height, width), Math.Max(smallest, Math.Min(largest, drawn)));
            var fit = smallest <= side && side <= largest ? BlockFit.InRange : BlockFit.Clamped;
            var block = new Block(pcg.Below(height - side + 1), pcg.Below(width - side + 1), side, fit);
            return PerturbationPlan.Identity(frames, height, width).With(new Edit.Hide(block));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"block-mask:{Low}:{High}");
    }

    /// <summary>Enlarges a random part of the frame: torchvision's RandomResizedCrop.</summary>
    /// <remarks>area = u·H·W, u ~ U(low, high); w/h = e^v, v ~ U(ln 3/4, ln 4/3); w = round √(area·e^v),
    /// h = round √(area/e^v); a uniform place. After ten draws that do not fit the middle of the frame is taken, as much
    /// as the bounds on w/h allow. The part is resized to the frame bilinearly. LeanPO's scale is 0.08–0.3; RRPO's crop
    /// is not published.</remarks>
    /// <param name="Low">Smallest share of the frame's area, 0 to 1.</param>
    /// <param name="High">Largest share of the frame's area, 0 to 1. Both 1 is the identity of square frames.</param>
    public sealed record ResizedCrop(double Low = 0.08, double High = 0.3) : Perturbation
    {
        private const int Tries = 10;
        private const double Narrowest = 3.0 / 4, Widest = 4.0 / 3;

        /// <summary>Smallest share of the frame's area.</summary>
        public double Low { get; } = Ordered(Low, High, 0, 1, "resized crop");

        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            PerturbationPlan.Identity(frames, height, width).With(new Edit.Crop(Draw(pcg, height, width)));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"resized-crop:{Low}:{High}");

        private Window Draw(Pcg pcg, int height, int width)
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                var area = (double)height * width * pcg.Between(Low, High);
                var aspect = Math.Exp(pcg.Between(Math.Log(Narrowest), Math.Log(Widest)));
                var (w, h) = ((int)Math.Round(Math.Sqrt(area * aspect)), (int)Math.Round(Math.Sqrt(area / aspect)));
                if (w > 0 && w <= width && h > 0 && h <= height)
                    return new Window(pcg.Below(height - h + 1), pcg.Below(width - w + 1), h, w);
            }

            return Middle(height, width);
        }

        private static Window Middle(int height, int width)
        {
            var (h, w) = ((double)width / height) switch
            {
                < Narrowest => ((int)Math.Round(width / Narrowest), width),
                > Widest => (height, (int)Math.Round(height * Widest)),
                _ => (height, width),
            };
            return new Window((height - h) / 2, (width - w) / 2, h, w);
        }
    }

    /// <summary>Blurs every frame alike, σ ~ U(low, high) pixels, as Pillow does (three box blurs).</summary>
    /// <remarks>LeanPO's range; RRPO's blur is not published.</remarks>
    /// <param name="Low">Smallest σ, pixels.</param>
    /// <param name="High">Largest σ, pixels. Both 0 changes nothing.</param>
    public sealed record GaussianBlur(double Low = 0.1, double High = 2) : Perturbation
    {
        private const double Most = 256;

        /// <summary>Smallest σ, pixels.</summary>
        public double Low { get; } = Ordered(Low, High, 0, Most, "Gaussian blur");

        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            PerturbationPlan.Identity(frames, height, width).With(new Edit.Blurred(pcg.Between(Low, High)));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"blur:{Low}:{High}");
    }

    /// <summary>Exchanges left and right.</summary>
    public sealed record HorizontalFlip : Perturbation
    {
        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            PerturbationPlan.Identity(frames, height, width).With(new Edit.Flip());

        public override string ToString() => "flip";
    }
}
