using static TorchSharp.torch;

namespace Kit.Models.Generation;

/// <summary>A change to next-token logits before a token is drawn: [R, V] → [R, V], row by row.</summary>
/// <remarks>Applied in the order of transformers' <c>generate</c>, whatever the order of composition: repetition
/// penalty, temperature, top-k, top-p.</remarks>
public abstract record Reshaping
{
    private Reshaping() { }

    /// <param name="logits">z, [R, V], float32.</param>
    /// <param name="seen">1 on the tokens of the row's prompt and answer so far, [R, V], bool; [0] when no part reads
    /// it.</param>
    internal abstract Tensor Apply(Tensor logits, Tensor seen);

    /// <summary>Place in the order of application.</summary>
    internal abstract int Place { get; }

    /// <summary>z/θ where z &gt; 0 and z·θ elsewhere, for tokens that stand in the prompt or the answer. Keskar et al.
    /// 2019, section 4.1 (arXiv:1909.05858), as transformers applies it.</summary>
    public sealed record RepetitionPenalty : Reshaping
    {
        /// <param name="theta">θ &gt; 0; above 1 discourages repetition.</param>
        public RepetitionPenalty(double theta) => Theta = Check(theta > 0, nameof(theta), "above 0", theta);

        public double Theta { get; }

        internal override int Place => 0;

        internal override Tensor Apply(Tensor logits, Tensor seen) =>
            where(seen, where(logits > 0, logits / Theta, logits * Theta), logits);

        public override string ToString() => FormattableString.Invariant($"repetition penalty {Theta}");
    }

    /// <summary>z/T.</summary>
    public sealed record Temperature : Reshaping
    {
        /// <param name="value">T &gt; 0; towards 0 the most likely token alone is left.</param>
        public Temperature(double value) => Value = Check(value > 0, nameof(value), "above 0", value);

        public double Value { get; }

        internal override int Place => 1;

        internal override Tensor Apply(Tensor logits, Tensor seen) => logits / Value;

        public override string ToString() => FormattableString.Invariant($"temperature {Value}");
    }

    /// <summary>−∞ on all but the K most likely tokens; ties with the last of them stay. Fan et al. 2018
    /// (arXiv:1805.04833).</summary>
    public sealed record TopK : Reshaping
    {
        /// <param name="count">K ≥ 1.</param>
        public TopK(int count) => Count = (int)Check(count >= 1, nameof(count), "at least 1", count);

        public int Count { get; }

        internal override int Place => 2;

        internal override Tensor Apply(Tensor logits, Tensor seen)
        {
            var least = logits.topk((int)Math.Min(Count, logits.shape[1])).Item1.amin([1], keepdim: true);    // [R, 1]
            return logits.masked_fill(logits < least, double.NegativeInfinity);
        }

        public override string ToString() => FormattableString.Invariant($"top-k {Count}");
    }

    /// <summary>−∞ on all but the smallest set of most likely tokens whose probabilities reach P. Holtzman et al. 2020,
    /// eq. 2 (arXiv:1904.09751).</summary>
    public sealed record TopP : Reshaping
    {
        /// <param name="share">P in (0, 1].</param>
        public TopP(double share) => Share = Check(share is > 0 and <= 1, nameof(share), "in (0, 1]", share);

        public double Share { get; }

        internal override int Place => 3;

        internal override Tensor Apply(Tensor logits, Tensor seen)
        {
            var (sorted, order) = logits.sort(1, descending: true, stable: true);
            var p = sorted.to(ScalarType.Float64).softmax(1);
            var enough = p.cumsum(1) - p >= Share;                                     // reached before this token
            return logits.masked_fill(zeros_like(enough).scatter(1, order, enough), double.NegativeInfinity);
        }

        public override string ToString() => FormattableString.Invariant($"top-p {Share}");
    }

    private static double Check(bool fits, string name, string expected, double got) => fits && double.IsFinite(got)
        ? got
        : throw new ArgumentOutOfRangeException(name, FormattableString.Invariant(
            $"{name}: expected a number {expected}, got {got}. Choose another."));
}
