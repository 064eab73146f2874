using System.Globalization;

namespace Kit.Video;

public abstract partial record Perturbation
{
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
            PerturbationPlan.Identity(frames, height, width)
                .With(new Edit.Show([.. Enumerable.Range(0, frames).Chunk(Window).SelectMany(pcg.Shuffle)]));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"local-shuffle:{Window}");
    }

    /// <summary>Shows all frames in a uniformly random order.</summary>
    public sealed record GlobalShuffle : Perturbation
    {
        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            PerturbationPlan.Identity(frames, height, width).With(new Edit.Show([.. pcg.Permutation(frames)]));

        public override string ToString() => "global-shuffle";
    }

    /// <summary>Hides whole frames under a constant grey: ⌊u·F + 1/2⌋ of them, u ~ U(low, high), never all.</summary>
    /// <remarks>RRPO, "frame masking of 25–50 %"; which frames is not published, here any.</remarks>
    /// <param name="Low">Smallest share of the frames, 0 to 1.</param>
    /// <param name="High">Largest share of the frames, 0 to 1.</param>
    public sealed record TemporalMask(double Low = 0.25, double High = 0.5) : Perturbation
    {
        /// <summary>Smallest share of the frames.</summary>
        public double Low { get; } = Ordered(Low, High, 0, 1, "temporal mask");

        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width)
        {
            var count = Math.Min(frames - 1, (int)Math.Floor(pcg.Between(Low, High) * frames + 0.5));
            return PerturbationPlan.Identity(frames, height, width)
                .With(new Edit.Blank([.. pcg.Permutation(frames).Take(count).Order()]));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"temporal-mask:{Low}:{High}");
    }

    /// <summary>Keeps a few frames, uniformly drawn; each is held until the next one, the first from the start.</summary>
    /// <remarks>1 is LeanPO's single-frame variant, 4 of 16 its few-frame one. Deviation: there the clip becomes shorter,
    /// here it keeps its length, so that models with a fixed number of frames can be asked about it.</remarks>
    /// <param name="Keep">Frames that are kept; all of a shorter clip.</param>
    public sealed record DropFrames(int Keep = 1) : Perturbation
    {
        /// <summary>Frames that are kept.</summary>
        public int Keep { get; } = Keep > 0 ? Keep : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"drop frames: expected at least 1 frame to keep, got {Keep}. Keep one."));

        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width)
        {
            int[] kept = [.. pcg.Permutation(frames).Take(Keep).Order()];
            return PerturbationPlan.Identity(frames, height, width).With(new Edit.Show(
                [.. Enumerable.Range(0, frames).Select(i => kept.LastOrDefault(frame => frame <= i, kept[0]))]));
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"drop-frames:{Keep}");
    }
}
