using Kit.Expressions;

namespace Kit.Parts;

/// <summary>How scores become a margin: h, [B], nats, positive when the policy does as it is asked.</summary>
public abstract record Comparison : PreferencePart
{
    private static readonly Symbol H = new("h", "h", "margin");

    private Comparison() { }

    /// <summary>h = s(y_w) − s(y_l).</summary>
    public static Comparison Answers { get; } = new Pair(Expressions.Slot.Chosen, Expressions.Slot.Rejected);

    /// <summary>The answers, under their views, that are scored.</summary>
    public abstract Sequence<Slot> Slots { get; }

    /// <summary>h, [B].</summary>
    public abstract Expr Apply(Score score);

    /// <summary>For names of metrics; empty for the chosen and the rejected answer.</summary>
    internal virtual string Suffix => $"[{string.Join(",", Slots)}]";

    internal sealed override string Slot => "comparison";

    internal sealed override Refinement Occupant(Preference preference) => preference.Comparison;

    internal sealed override Preference Replace(Preference preference) => preference with { Comparison = this };

    /// <summary>State of the batch statistics that the margin reads.</summary>
    internal virtual Sequence<Statistic> Statistics(Preference preference) => [];

    /// <summary>Refuses parts that the comparison would not read.</summary>
    internal virtual void Admit(Preference preference) { }

    /// <summary>h = s(winner) − s(loser): two answers, or one answer under two views.</summary>
    public sealed record Pair(Slot Winner, Slot Loser) : Comparison
    {
        public override Sequence<Slot> Slots => [Winner, Loser];

        internal override string Suffix => this == Answers ? "" : base.Suffix;

        public override Expr Apply(Score score)
        {
            var h = score.Apply(Winner) - score.Apply(Loser);
            return this == Answers ? h.As(H) : h;
        }
    }

    /// <summary>h = s(winner) − Σ_j q_j·s(loser_j). VistaDPO, Huang et al. 2025 (arXiv:2504.13122), mixes a relevant
    /// and an irrelevant wrong answer 0.7 to 0.3.</summary>
    public sealed record Rivals(Slot Winner, Sequence<Rival> Losers) : Comparison
    {
        public override Sequence<Slot> Slots => [Winner, .. Losers.Select(rival => rival.Slot)];

        public override Expr Apply(Score score) =>
            Losers.Aggregate(score.Apply(Winner), (h, rival) => h - rival.Share * score.Apply(rival.Slot));
    }

    /// <summary>h = ±(s(y) − c): one answer on its own, wanted or unwanted.</summary>
    public sealed record Point(Slot Answer, Stance Stance, Baseline Baseline) : Comparison
    {
        /// <summary>Against no baseline.</summary>
        public Point(Slot answer, Stance stance) : this(answer, stance, new Baseline.None()) { }

        public override Sequence<Slot> Slots => [Answer];

        internal override string Suffix => $"[{(Stance == Stance.Wanted ? "" : "not ")}{Answer}]";

        public override Expr Apply(Score score)
        {
            var h = score.Apply(Answer) - Baseline.Apply(score, Answer);
            return Stance == Stance.Wanted ? h : -h;
        }

        internal override Sequence<Statistic> Statistics(Preference preference) => Baseline.Statistics(preference);
    }

    /// <summary>h = u·(s(y) − c), u = 1 for wanted answers and −1 for unwanted ones: rows without partners.</summary>
    public sealed record Labelled(Baseline Baseline) : Comparison
    {
        public override Sequence<Slot> Slots => [Expressions.Slot.Response];

        public override Expr Apply(Score score) => Quantity.Label.At(Expressions.Slot.Response).ToExpr()
            * (score.Apply(Expressions.Slot.Response) - Baseline.Apply(score, Expressions.Slot.Response));

        internal override Sequence<Statistic> Statistics(Preference preference) => Baseline.Statistics(preference);
    }

    /// <summary>h_(k) = s(y_w)_(k) − s(y_l)_(k): scores of either side sorted over the batch, so that the distribution
    /// of chosen scores is asked to dominate. AOT, Melnyk et al. 2024 (arXiv:2406.05882); TRL's <c>aot_pair</c>.
    /// </summary>
    public sealed record Quantiles : Comparison
    {
        public override Sequence<Slot> Slots => Answers.Slots;

        internal override string Suffix => "[sorted]";

        public override Expr Apply(Score score) =>
            score.Apply(Expressions.Slot.Chosen).Sorted() - score.Apply(Expressions.Slot.Rejected).Sorted();
    }

    /// <summary>h_(k) = (L_w − L_l)_(k) − (R_w − R_l)_(k): margins of the policy and of the reference, each sorted over
    /// the batch. AOT, Melnyk et al. 2024 (arXiv:2406.05882); TRL's <c>aot</c>.</summary>
    public sealed record MarginQuantiles : Comparison
    {
        public override Sequence<Slot> Slots => Answers.Slots;

        internal override string Suffix => "[sorted margins]";

        public override Expr Apply(Score score) => 
            Margins(score, new Against.None()).Sorted() - Margins(score, new Against.OnlyReference()).Sorted();

        internal override void Admit(Preference preference)
        {
            if (preference.Score.Against is not Against.Reference) throw new ArgumentException(
                $"{nameof(MarginQuantiles)}: expected a reference, whose margins are sorted too, got "
                + $"{preference.Score.Against.GetType().Name}. Keep With(WithReference), or compare by Quantiles.");
        }

        private static Expr Margins(Score score, Against against)
        {
            var one = score with { Against = against };
            return one.Fold(Expressions.Slot.Chosen) - one.Fold(Expressions.Slot.Rejected);
        }
    }
}
