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
    public abstract Expr Apply(Preference preference);

    /// <summary>For names of metrics; empty for the chosen and the rejected answer.</summary>
    internal virtual string Suffix => $"[{string.Join(",", Slots)}]";

    internal sealed override string Slot => "comparison";

    internal sealed override Refinement Occupant(Preference preference) => preference.Comparison;

    internal sealed override Preference Replace(Preference preference) => preference with { Comparison = this };

    /// <summary>State of the batch statistics that the margin reads.</summary>
    internal virtual Sequence<Statistic> Statistics(Preference preference) => [];

    /// <summary>Refuses parts that the comparison would not read.</summary>
    internal virtual void Admit(Preference preference) { }

    /// <summary>After sorting, the k-th margin belongs to no pair: what comes with a pair cannot be read.</summary>
    private static void Unpaired(Preference preference)
    {
        Refinement[] own = [preference.Target, preference.Importance, preference.Tilt];
        var ofPair = own.FirstOrDefault(part =>
            part is not (Target.None or Parts.Importance.Uniform) && part is not Tilt || part is Tilt.PerPair);
        if (ofPair is not null) throw new ArgumentException(
            $"{ofPair.GetType().Name}: expected a comparison pair by pair, "
            + $"got {preference.Comparison.GetType().Name}, which sorts the batch. "
            + "Compare with Between(winner, loser), or "
            + $"leave the slot '{ofPair.Slot}' empty.");
    }

    /// <summary>h = s(winner) − s(loser): two answers, or one answer under two views.</summary>
    public sealed record Pair(Slot Winner, Slot Loser) : Comparison
    {
        public Slot Loser { get; } = Loser != Winner ? Loser : throw new ArgumentException(
            $"{nameof(Pair)}: expected two answers or two views of one, got {Winner} twice. Name another loser.");

        public override Sequence<Slot> Slots => [Winner, Loser];

        internal override string Suffix => this == Answers ? "" : base.Suffix;

        public override Expr Apply(Preference preference)
        {
            var h = preference.Score.Apply(Winner) - preference.Score.Apply(Loser);
            return this == Answers ? h.As(H) : h;
        }
    }

    /// <summary>h = s(winner) − Σ_j q_j·s(loser_j). VistaDPO, Huang et al. 2025 (arXiv:2504.13122), mixes a relevant
    /// and an irrelevant wrong answer 0.7 to 0.3.</summary>
    public sealed record Rivals(Slot Winner, Sequence<Rival> Losers) : Comparison
    {
        public Sequence<Rival> Losers { get; } = Losers.Count > 0 ? Losers : throw new ArgumentException(
            $"{nameof(Rivals)}: expected one rejected answer or more, got none. Name them with their shares.");

        public override Sequence<Slot> Slots => [Winner, .. Losers.Select(rival => rival.Slot)];

        public override Expr Apply(Preference preference) =>
            Losers.Aggregate(preference.Score.Apply(Winner), (h, rival) =>
                h - rival.Share * preference.Score.Apply(rival.Slot));
    }

    /// <summary>h = ±(s(y) − c): one answer on its own, wanted or unwanted.</summary>
    public sealed record Point(Slot Answer, Stance Stance, Baseline Baseline) : Comparison
    {
        /// <summary>Against no baseline.</summary>
        public Point(Slot answer, Stance stance) : this(answer, stance, new Baseline.None()) { }

        public override Sequence<Slot> Slots => [Answer];

        internal override string Suffix => $"[{(Stance == Stance.Wanted ? "" : "not ")}{Answer}]";

        public override Expr Apply(Preference preference)
        {
            var h = preference.Score.Apply(Answer) - Baseline.Apply(preference, Answer);
            return Stance == Stance.Wanted ? h : -h;
        }

        internal override Sequence<Statistic> Statistics(Preference preference) => Baseline.Statistics(preference);
    }

    /// <summary>h = u·(s(y) − c), u = 1 for wanted answers and −1 for unwanted ones: rows without partners.</summary>
    public sealed record Labelled(Baseline Baseline) : Comparison
    {
        public override Sequence<Slot> Slots => [Expressions.Slot.Response];

        public override Expr Apply(Preference preference) => Quantity.Label.At(Expressions.Slot.Response).ToExpr()
            * (preference.Score.Apply(Expressions.Slot.Response) - Baseline.Apply(preference,
                Expressions.Slot.Response));

        internal override Sequence<Statistic> Statistics(Preference preference) => Baseline.Statistics(preference);

        /// <summary>Rows have no partners, so nothing may read one.</summary>
        internal override void Admit(Preference preference)
        {
            var partner = preference.Apply().Evidence.FirstOrDefault(one =>
                one.Slot == Expressions.Slot.Chosen || one.Slot == Expressions.Slot.Rejected);
            if (partner is not null) throw new ArgumentException($"{nameof(Labelled)}: expected parts that read the "
                + $"row's own answer, got one that reads {partner}. "
                + "Compare pairs, With(Between(…)), or take the part out.");
        }
    }

    /// <summary>h_(k) = s(y_w)_(k) − s(y_l)_(k): scores of either side sorted over the batch, so that the distribution
    /// of chosen scores is asked to dominate. AOT, Melnyk et al. 2024 (arXiv:2406.05882); TRL's <c>aot_unpaired</c>.
    /// </summary>
    public sealed record Quantiles : Comparison
    {
        public override Sequence<Slot> Slots => Answers.Slots;

        internal override string Suffix => "[sorted]";

        public override Expr Apply(Preference preference) =>
            preference.Score.Apply(Expressions.Slot.Chosen).Sorted()
            - preference.Score.Apply(Expressions.Slot.Rejected).Sorted();

        internal override void Admit(Preference preference) => Unpaired(preference);
    }

    /// <summary>h_(k) = (L_w − L_l)_(k) − (R_w − R_l)_(k): margins of the policy and of the reference, each sorted over
    /// the batch. AOT, Melnyk et al. 2024 (arXiv:2406.05882); TRL's <c>aot</c>.</summary>
    public sealed record MarginQuantiles : Comparison
    {
        public override Sequence<Slot> Slots => Answers.Slots;

        internal override string Suffix => "[sorted margins]";

        public override Expr Apply(Preference preference) => Margins(preference.Score, new Against.None()).Sorted()
            - Margins(preference.Score, new Against.OnlyReference()).Sorted();

        internal override void Admit(Preference preference)
        {
            if (preference.Score.Against is not Against.Reference) throw new ArgumentException(
                $"{nameof(MarginQuantiles)}: expected a reference, whose margins are sorted too, got "
                + $"{preference.Score.Against.GetType().Name}. Keep With(WithReference), or compare by Quantiles.");
            if (preference.Score.Shape is not Shape.Identity) throw Unread(preference.Score.Shape, "ReverseKl");
            if (preference.Score.Correction is not Correction.None) throw Unread(preference.Score.Correction,
                "NoCorrection");
            Unpaired(preference);
        }

        private static ArgumentException Unread(Refinement part, string none) =>
            new($"{part.GetType().Name}: expected a "
            + $"comparison of scores, got {nameof(MarginQuantiles)}, which sorts bare margins. "
            + "Compare by Quantiles, or "
            + $"leave the slot '{part.Slot}' as it is, With({none}).");

        private static Expr Margins(Score score, Against against)
        {
            var one = score with { Against = against };
            return one.Fold(Expressions.Slot.Chosen) - one.Fold(Expressions.Slot.Rejected);
        }
    }
}
