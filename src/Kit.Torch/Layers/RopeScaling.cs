namespace Kit.Torch.Layers;

/// <summary>How rotary frequencies are stretched so that a model reads further than it was taught.</summary>
/// <remarks>θ_i = base^(−2i/d) for i &lt; d/2, turned into φ_i by the case; λ_i = 2π/θ_i is a frequency's wavelength in
/// tokens. Names and rules are those of Hugging Face's <c>rope_scaling</c>.</remarks>
public abstract record RopeScaling
{
    private RopeScaling() { }

    /// <summary>φ_i = θ_i.</summary>
    public static RopeScaling None { get; } = new Unscaled();

    /// <summary>φ, one per pair of a head's coordinates: d/2 values in radians per token.</summary>
    /// <param name="width">d, the width of a head.</param>
    /// <param name="theta">base.</param>
    /// <param name="length">Tokens of the sequence; only <see cref="Dynamic"/> reads it.</param>
    public abstract double[] Frequencies(int width, double theta, long length);

    /// <summary>Factor of cos and sin.</summary>
    public abstract double Amplitude { get; }

    /// <summary>The longest sequence whose angles do not depend on its length.</summary>
    public abstract long Fixed { get; }

    private static double[] Plain(int width, double theta) =>
        [.. Enumerable.Range(0, width / 2).Select(i => Math.Pow(theta, -2.0 * i / width))];

    private sealed record Unscaled : RopeScaling
    {
        public override double Amplitude => 1;
        public override long Fixed => long.MaxValue;

        public override double[] Frequencies(int width, double theta, long length) => Plain(width, theta);
    }

    /// <summary>Position interpolation, φ_i = θ_i / factor. Chen et al. 2023, eq. 4 (arXiv:2306.15595).</summary>
    /// <param name="Factor">How many times further.</param>
    public sealed record Linear(double Factor) : RopeScaling
    {
        public override double Amplitude => 1;
        public override long Fixed => long.MaxValue;

        public override double[] Frequencies(int width, double theta, long length) =>
            [.. Plain(width, theta).Select(f => f / Factor)];
    }

    /// <summary>Dynamic NTK: base′ = base · (factor · L / L₀ − (factor − 1))^(d/(d−2)) once a sequence has L > L₀
    /// tokens.</summary>
    /// <remarks>Beyond L₀ every token's angles change with the length of its own sequence, so nothing can be shared or
    /// cached there. Deviation: Hugging Face takes the longest sequence of the batch for L, the kit each sequence's
    /// own, so that a batch does not change results.</remarks>
    /// <param name="Factor">How much the base grows with L / L₀.</param>
    /// <param name="Taught">L₀, <c>max_position_embeddings</c>.</param>
    public sealed record Dynamic(double Factor, long Taught) : RopeScaling
    {
        public override double Amplitude => 1;
        public override long Fixed => Taught;

        public override double[] Frequencies(int width, double theta, long length) => Plain(width, theta * Math.Pow(
            Factor * Math.Max(length, Taught) / Taught - (Factor - 1), width / (width - 2.0)));
    }

    /// <summary>Llama 3.1: φ_i = θ_i for λ_i &lt; L₀/high, θ_i / factor for λ_i > L₀/low, and between them
    /// (1 − s) θ_i / factor + s θ_i with s = (L₀/λ_i − low) / (high − low).</summary>
    /// <param name="Factor"><c>factor</c>.</param>
    /// <param name="Low"><c>low_freq_factor</c>.</param>
    /// <param name="High"><c>high_freq_factor</c>.</param>
    /// <param name="Taught">L₀, <c>original_max_position_embeddings</c>.</param>
    public sealed record Llama3(double Factor, double Low, double High, long Taught) : RopeScaling
    {
        public override double Amplitude => 1;
        public override long Fixed => long.MaxValue;

        public override double[] Frequencies(int width, double theta, long length) =>
            [.. Plain(width, theta).Select(Stretch)];

        // Outside the band s leaves [0, 1], so clamping it gives the two ends.
        private double Stretch(double f)
        {
            var s = Math.Clamp((Taught * f / (2 * Math.PI) - Low) / (High - Low), 0, 1);
            return (1 - s) * f / Factor + s * f;
        }
    }

    /// <summary>YaRN: φ_i = (1 − r_i) θ_i + r_i θ_i / factor, r_i the ramp from 0 at index low to 1 at index high;
    /// cos and
    /// sin are scaled by 0.1 ln factor + 1. Peng et al. 2023, eq. 17–22 (arXiv:2309.00071).</summary>
    /// <remarks>low = ⌊c(fast)⌋, high = ⌈c(slow)⌉, c(n) = d ln(L₀ / 2πn) / (2 ln base): the index whose wavelength
    /// turns n
    /// times in L₀ tokens.</remarks>
    /// <param name="Factor"><c>factor</c>.</param>
    /// <param name="Taught">L₀, <c>original_max_position_embeddings</c>, or <c>max_position_embeddings</c> without
    /// it.</param>
    /// <param name="Fast"><c>beta_fast</c>.</param>
    /// <param name="Slow"><c>beta_slow</c>.</param>
    /// <param name="Attention"><c>attention_factor</c> where the configuration states one.</param>
    public sealed record Yarn(double Factor, long Taught, double Fast = 32, double Slow = 1, double? Attention = null)
        : RopeScaling
    {
        public override double Amplitude => Attention ?? (Factor <= 1 ? 1 : 0.1 * Math.Log(Factor) + 1);
        public override long Fixed => long.MaxValue;

        public override double[] Frequencies(int width, double theta, long length)
        {
            double Index(double turns) => width * Math.Log(Taught / (turns * 2 * Math.PI)) / (2 * Math.Log(theta));
            var low = Math.Max(Math.Floor(Index(Fast)), 0);
            var high = Math.Min(Math.Ceiling(Index(Slow)), width - 1);
            if (low == high) high += 0.001;
            double Ramp(int i) => Math.Clamp((i - low) / (high - low), 0, 1);
            return [.. Plain(width, theta).Select((f, i) => (1 - Ramp(i)) * f + Ramp(i) * f / Factor)];
        }
    }
}
