using Kit.Expressions;

namespace Kit.Parts;

/// <summary>Which tokens of an answer count, and how much: slot → weights, [B, T], without gradient.</summary>
public abstract record Tokens : Refinement
{
    private Tokens() { }

    /// <summary>1 where a token counts towards the length of the answer, [B, T].</summary>
    public abstract Expr Apply(Slot slot);

    internal sealed override string Slot => "tokens";

    internal sealed override string Home => "a score or a rollout";

    internal sealed override string Example => "a loss that scores tokens, such as Dpo or Grpo";

    /// <summary>Whether tokens count or do not, and none counts more than another.</summary>
    internal virtual bool IsMask => true;

    internal sealed override Refinement? Occupant(Term term) => term switch
    {
        Preference preference => preference.Score.Tokens,
        RolloutTerm rollout => rollout.Tokens,
        _ => null,
    };

    internal sealed override Term Replace(Term term) => term switch
    {
        Preference preference => preference with { Score = preference.Score with { Tokens = this } },
        RolloutTerm rollout => rollout with { Tokens = this },
        _ => term,
    };

    /// <summary>w·log-probability of one model, [B, T].</summary>
    internal virtual Expr Weigh(Slot slot, Expr model) => Apply(slot) * model;

    /// <summary>w·log π_ref, [B, T].</summary>
    internal virtual Expr WeighReference(Slot slot, Expr reference) => Weigh(slot, reference);

    /// <summary>w·log π − w·log π_ref, [B, T].</summary>
    internal virtual Expr Weigh(Slot slot, Expr policy, Expr reference) => Weigh(slot, policy - reference);

    private static Expr Mask(Slot slot) => Quantity.Mask.At(slot).ToExpr();

    /// <summary>m: every token of the answer.</summary>
    public sealed record Response : Tokens
    {
        public override Expr Apply(Slot slot) => Mask(slot);
    }

    /// <summary>m·k: the tokens inside marked spans. RRPO, Sarkar and Etemad 2025
    /// (arXiv:2504.12083).</summary>
    /// <remarks>How spans are numbered or paired does not matter: their margins are summed. Deviation from its code:
    /// the mask multiplies the marks, so a mark on padding counts nothing.</remarks>
    public sealed record Spans : Tokens
    {
        public override Expr Apply(Slot slot) => Mask(slot) * Quantity.Span.At(slot).ToExpr();
    }

    /// <summary>1 at every position up to T, padding included: what code without a mask counts. The mask is not read.
    /// VLM-RLAIF's PPO, Ahn et al. 2024 (arXiv:2402.03746).</summary>
    public sealed record Every : Tokens
    {
        public override Expr Apply(Slot slot) => Expr.From(1).Expand(new Axes.Token(slot.Answer));

        internal override Expr Weigh(Slot slot, Expr model) => model;
    }

    /// <summary>m at the last token of the answer alone: where a reward head is read.</summary>
    public sealed record Last : Tokens
    {
        public override Expr Apply(Slot slot) => LastOf(Mask(slot));
    }

    /// <summary>1 at the last token that counts, [B, T]: c·1[Σ_{s≥t} c_s &lt; 3/2].</summary>
    internal static Expr LastOf(Expr counted) => counted * (1.5 - counted.Discount(1)).IsPositive();

    /// <summary>m·(1 + d·min(1/p, δ)), p the probability that the weighed model itself gives the token, without
    /// gradient; d marks tokens that differ between the answers. BMC, Jiang et al. 2024 (arXiv:2408.07471).</summary>
    /// <remarks>Each model is weighed by its own p, as the authors' code has it. d ≡ 0 gives DPO. The code finds d by a
    /// sequence matcher over padded ids, the paper by edit distance; here it is given evidence.</remarks>
    /// <param name="Delta">δ &gt; 0, the largest extra weight; the authors' 2.0 (Llama3-8B 1.5, mathematics
    /// 2.5).</param>
    public sealed record Bridged(double Delta) : Tokens
    {
        public double Delta { get; } = Bounds.Positive(Delta, "Bridged δ");

        internal override bool IsMask => false;

        public override Expr Apply(Slot slot) => Mask(slot);

        internal override Expr Weigh(Slot slot, Expr model) =>
            Mask(slot) * (1 + Quantity.Differs.At(slot).ToExpr() * (-model).Exp().Clamp(0, Delta).Detach()) * model;

        internal override Expr Weigh(Slot slot, Expr policy, Expr reference) =>
            Weigh(slot, policy) - Weigh(slot, reference);
    }

    /// <summary>m·(1 + (γ − 1)·k): tokens inside marked spans weigh γ times the others, and count so towards the
    /// length. DDPO of RLHF-V, Yu et al. 2023 (arXiv:2312.00849), over means. γ = 1 gives the whole response.</summary>
    /// <param name="Gamma">γ &gt; 0; the authors' 5.</param>
    public sealed record Emphasised(double Gamma) : Tokens
    {
        public double Gamma { get; } = Bounds.Positive(Gamma, "Emphasised γ");

        internal override bool IsMask => false;

        public override Expr Apply(Slot slot) => Mask(slot) * (1 + (Gamma - 1) * Quantity.Span.At(slot).ToExpr());
    }

    /// <summary>m·sg(π): every token by the probability that the policy gives it. AdPO's AIO, Liu et al. 2025
    /// (arXiv:2504.01735), latest version.</summary>
    public sealed record Confident : Tokens
    {
        internal override bool IsMask => false;

        public override Expr Apply(Slot slot) => Mask(slot);

        internal override Expr Weigh(Slot slot, Expr model) =>
            Mask(slot) * Quantity.PolicyLogp.At(slot).ToExpr().Exp().Detach() * model;
    }

    /// <summary>m for the first min(|y_w|, |y_l|) tokens, α·m beyond. LD-DPO, Liu et al. 2024 (arXiv:2409.06411).
    /// α = 1 gives DPO.</summary>
    /// <param name="Alpha">0 ≤ α ≤ 1.</param>
    /// <param name="Models">Whose log-probabilities are desensitised: both (TRL from 0.29 on) or the policy's alone
    /// (TRL before, LLaMA-Factory, ms-swift).</param>
    public sealed record Tail(double Alpha, Models Models) : Tokens
    {
        private static readonly Symbol Name = new("e(#1)", "e(#1)", "early");

        public double Alpha { get; } = Bounds.Share(Alpha, "Tail α");

        internal override bool IsMask => false;

        public override Expr Apply(Slot slot) => Mask(slot);

        internal override Expr Weigh(Slot slot, Expr model) => Weights(slot) * model;

        internal override Expr WeighReference(Slot slot, Expr reference) =>
            Models == Models.Both ? Weigh(slot, reference) : Mask(slot) * reference;

        internal override Expr Weigh(Slot slot, Expr policy, Expr reference) => Models == Models.Both
            ? Weigh(slot, policy - reference)
            : Weigh(slot, policy) - WeighReference(slot, reference);

        private Expr Weights(Slot slot) => Mask(slot) * (Alpha + (1 - Alpha) * Early(slot));

        /// <summary>1 at the first min(|y_w|, |y_l|) tokens.</summary>
        private static Expr Early(Slot slot)
        {
            var shorter = Mask(Expressions.Slot.Chosen).SumTokens().Min(Mask(Expressions.Slot.Rejected).SumTokens());
            var place = Mask(slot).Accumulate(1);
            return (shorter.Expand(Mask(slot).Axes) - place + 0.5).IsPositive().As(Name, slot);
        }
    }
}
