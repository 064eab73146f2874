using System.Globalization;

namespace Kit.Video;

/// <summary>A way to mislead a video model, so that it shows its mistakes; drawn per clip into a plan.</summary>
/// <remarks>Then is associative with <see cref="None"/> as its unit. Chosen answers are never made from a perturbed
/// clip, and training and evaluation use the clean one. Draws are the same for all frames of a clip, and none depends on
/// another clip.</remarks>
public abstract partial record Perturbation
{
    private Perturbation() { }

    /// <summary>Changes nothing.</summary>
    public static Perturbation None { get; } = new Chain([]);

    /// <summary>RRPO's strongest mix, "mask + local shuffle": a block of 25–50 % of the area, then windows of 4 frames.
    /// The window's size is not published; 4 is this kit's choice.</summary>
    public static Perturbation Rrpo { get; } = new BlockMask().Then(new LocalShuffle());

    /// <summary>LeanPO's augmentation of the clip that the rejected answer is about: a small crop, jitter of the colours
    /// with probability 0.8, greyscale with 0.2, blur, flip with 0.5.</summary>
    /// <remarks>Wang et al. 2025 (arXiv:2506.05260); parameters of the first author's development code. Deviations: the
    /// crop is enlarged to the clip's own size where theirs is 224 × 224, and the blur is drawn once a clip where theirs
    /// is drawn once a frame, by another generator than the rest.</remarks>
    public static Perturbation LeanPo { get; } = new ResizedCrop()
        .Then(new Sometimes(0.8, new ColourJitter())).Then(new Sometimes(0.2, new Greyscale()))
        .Then(new GaussianBlur()).Then(new Sometimes(0.5, new HorizontalFlip()));

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

    /// <summary>Several perturbations, the first one first; draws come from one generator in that order.</summary>
    /// <param name="Parts">None of them a chain, when made by <see cref="Then"/>.</param>
    public sealed record Chain(Sequence<Perturbation> Parts) : Perturbation
    {
        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            Parts.Aggregate(PerturbationPlan.Identity(frames, height, width),
                (plan, part) => plan.Then(part.Plan(pcg, frames, height, width)));

        public override string ToString() => Parts.Count == 0 ? "none" : string.Join(" + ", Parts);
    }

    /// <summary>A perturbation that some clips are spared.</summary>
    /// <param name="Probability">Of its being done to a clip, 0 to 1.</param>
    /// <param name="Part">What is done.</param>
    public sealed record Sometimes(double Probability, Perturbation Part) : Perturbation
    {
        public double Probability { get; } = Share(Probability, "probability");

        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            (pcg.Chance(Probability) ? Part : None).Plan(pcg, frames, height, width);

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"sometimes:{Probability}({Part})");
    }

    private static double Share(double value, string what) => value is >= 0 and <= 1 ? value
        : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"{what}: expected 0 to 1, got {value}. Give a share."));

    /// <summary>A range's lower end, both ends checked.</summary>
    private static double Ordered(double low, double high, double least, double most, string what) =>
        least <= low && low <= high && high <= most
            ? low
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{what}: expected {least} ≤ low ≤ high ≤ {most}, got {low} and {high}. Correct the range."));
}
