using Kit.Expressions;

namespace Kit.Parts;

/// <summary>c: what a single answer's score is held against, without gradient, nats.</summary>
public abstract record Baseline
{
    private Baseline() { }

    /// <summary>c, [B] or [].</summary>
    public abstract Expr Apply(Preference preference, Slot slot);

    /// <summary>State of the statistics that the baseline reads.</summary>
    internal virtual Sequence<Statistic> Statistics(Preference preference) => [];

    private static Expr MeanOfAnswers(Score score) =>
        (0.5 * (score.Apply(Slot.Chosen) + score.Apply(Slot.Rejected)).MeanPairs()).Detach();

    /// <summary>0.</summary>
    public sealed record None : Baseline
    {
        public override Expr Apply(Preference preference, Slot slot) => Expr.From(0);
    }

    /// <summary>(P(y) − ½) / β, β the link's: the log-ratio that an answer deserves which beats the policy's samples
    /// with probability P. SPPO, Wu et al. 2024, eq. 4.6 (arXiv:2405.00675); its η is 1/β.</summary>
    public sealed record WinRate : Baseline
    {
        public override Expr Apply(Preference preference, Slot slot) =>
            (Quantity.WinRate.At(slot).ToExpr() - 0.5) / preference.Link.Scale;
    }

    /// <summary>(P − ½) / β for the chosen answer, (½ − P) / β for the rejected one, P = P(y_w ≻ y_l), β the link's:
    /// SPPO's single form (arXiv:2405.00675).</summary>
    public sealed record PairWinRate : Baseline
    {
        public override Expr Apply(Preference preference, Slot slot)
        {
            var ahead = (Quantity.WinRate.At(Slot.None).ToExpr() - 0.5) / preference.Link.Scale;
            return slot.Answer == Slot.Chosen.Answer ? ahead : -ahead;
        }
    }

    /// <summary>z₀ = max(0, mean_b s(y′)) with y′ an answer of another row: a one-sample estimate of KL(π ‖ π_ref).
    /// KTO, Ethayarajh et al. 2024, eq. 7 (arXiv:2402.01306).</summary>
    /// <remarks>Evidence <c>kl.baseline</c>, [], because it belongs to the global batch; <see cref="Statistic"/> says
    /// how a batch makes it.</remarks>
    public sealed record MismatchedKl : Baseline
    {
        private static readonly Evidence Z = Quantity.BaselineKl.At(Slot.None);

        public override Expr Apply(Preference preference, Slot slot) => Z.ToExpr();

        internal override Sequence<Statistic> Statistics(Preference preference) =>
            [new(Z, 0, preference.Score.Apply(Slot.Mismatched).MeanPairs().AtLeast(0).Detach())];
    }

    /// <summary>δ: the mean score of both answers over this batch. BCO, Jung et al. 2024 (arXiv:2404.04656), without
    /// memory.</summary>
    public sealed record BatchMean : Baseline
    {
        public override Expr Apply(Preference preference, Slot slot) => MeanOfAnswers(preference.Score);
    }

    /// <summary>max(0, mean_b s(y′)), y′ the pair's other answer: the KL of one half of the batch stands for the
    /// other's. KTO on pairs, as TRL had it up to 0.8 (<c>kto_pair</c>).</summary>
    /// <remarks>Deviation: TRL let gradients through it; the paper (arXiv:2402.01306) does not, nor does
    /// this.</remarks>
    public sealed record OtherAnswer : Baseline
    {
        public override Expr Apply(Preference preference, Slot slot) =>
            preference.Score.Apply(Other(slot)).MeanPairs().AtLeast(0).Detach();

        private static Slot Other(Slot slot) => slot == Slot.Chosen ? Slot.Rejected : Slot.Chosen;
    }

    /// <summary>δ: the mean score of both answers over all batches so far, this one included. BCO, Jung et al. 2024
    /// (arXiv:2404.04656), as TRL keeps it.</summary>
    /// <remarks>In nats, before β: TRL's shift is β times this. n counts batches: δ ← δ + (mean − δ) / (n +
    /// 1).</remarks>
    public sealed record RunningMean : Baseline
    {
        private static readonly Evidence Delta = Quantity.RunningMean.At(Slot.None);
        private static readonly Evidence Seen = Quantity.MeansSeen.At(Slot.None);

        public override Expr Apply(Preference preference, Slot slot) => Delta.ToExpr();

        internal override Sequence<Statistic> Statistics(Preference preference)
        {
            var seen = Seen.ToExpr() + 1;
            var mean = MeanOfAnswers(preference.Score);
            return [new(Delta, 0, Delta.ToExpr() + (mean - Delta.ToExpr()) / seen), new(Seen, 0, seen)];
        }
    }
}
