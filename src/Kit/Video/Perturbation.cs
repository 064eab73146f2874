using System.Globalization;

namespace Kit.Video;

/// <summary>A way to mislead a video model, so that it shows its mistakes; drawn per clip into a plan.</summary>
/// <remarks>Then is associative with <see cref="None"/> as its unit. Chosen answers are never made from a perturbed
/// clip, and training and evaluation use the clean one.</remarks>
public abstract record Perturbation
{
    private Perturbation() { }

    /// <summary>Changes nothing.</summary>
    public static Perturbation None { get; } = new Chain([]);

    /// <summary>RRPO's strongest mix, "mask + local shuffle": a block of 25–50 % of the area, then windows of 4 frames.
    /// The window's size is not published; 4 is this kit's choice.</summary>
    public static Perturbation Rrpo { get; } = new BlockMask().Then(new LocalShuffle());

    /// <summary>Draws the plan of one clip.</summary>
    /// <param name="pcg">The clip's own generator, so that the plan is a function of (seed, clip).</param>
    /// <param name="frames">F.</param>
    /// <param name="height">H, pixels.</param>
    /// <param name="width">W, pixels.</param>
    public abstract PerturbationPlan Plan(Pcg pcg, int frames, int height, int width);

    /// <summary>This perturbation, then another.</summary>
    public Perturbation Then(Perturbation next) => (Steps, next.Steps) switch
    {
        ({ Count: 0 }, _) => next,
        (_, { Count: 0 }) => this,
        var (first, second) => new Chain([.. first, .. second]),
    };

    private Sequence<Perturbation> Steps => this is Chain chain ? chain.Parts : [this];

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
            return PerturbationPlan.Identity(frames, height, width) with { Blocks = [block] };
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"block-mask:{Low}:{High}");
    }

    /// <summary>Permutes frames inside consecutive windows, so that none moves by a window's length or more.</summary>
    /// <param name="Window">Frames per window; the last window may be shorter. 1 changes nothing.</param>
    public sealed record LocalShuffle(int Window = 4) : Perturbation
    {
        /// <summary>Frames per window.</summary>
        public int Window { get; } = Window > 0
            ? Window
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"local shuffle: expected a window of at least 1 frame, got {Window}. Widen it."));

        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            PerturbationPlan.Identity(frames, height, width) with
            {
                Order = [.. Enumerable.Range(0, frames).Chunk(Window).SelectMany(pcg.Shuffle)],
            };

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"local-shuffle:{Window}");
    }

    /// <summary>Shows all frames in a uniformly random order.</summary>
    public sealed record GlobalShuffle : Perturbation
    {
        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            PerturbationPlan.Identity(frames, height, width) with { Order = [.. pcg.Permutation(frames)] };

        public override string ToString() => "global-shuffle";
    }

    /// <summary>Several perturbations, the first one first; draws come from one generator in that order.</summary>
    /// <param name="Parts">None of them a chain, when made by <see cref="Then"/>.</param>
    public sealed record Chain(Sequence<Perturbation> Parts) : Perturbation
    {
        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            Parts.Aggregate(PerturbationPlan.Identity(frames, height, width),
                (plan, part) => plan.Then(part.Plan(pcg, frames, height, width)));

        public override string ToString() => Parts.Count == 0 ? "none" : string.Join(" + ", Parts);
    }
}
