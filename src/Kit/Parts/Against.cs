using Kit.Expressions;

namespace Kit.Parts;

/// <summary>What a token's log-probability is compared with: slot → [B, T], nats.</summary>
public abstract record Against : PreferencePart
{
    private Against() { }

    /// <summary>w·x of every token, [B, T].</summary>
    public abstract Expr Apply(Slot slot, Tokens tokens);

    internal sealed override string Slot => "against";

    internal sealed override Refinement Occupant(Preference preference) => preference.Score.Against;

    internal sealed override Preference Replace(Preference preference) =>
        preference with { Score = preference.Score with { Against = this } };

    private static Expr Policy(Slot slot) => Quantity.PolicyLogp.At(slot).ToExpr();

    private static Expr Frozen(Slot slot) => Quantity.ReferenceLogp.At(slot).ToExpr();

    /// <summary>log π − log π_ref. DPO's implicit reward is β times its sum; Rafailov et al. 2023, eq. 5
    /// (arXiv:2305.18290).</summary>
    public sealed record Reference : Against
    {
        public override Expr Apply(Slot slot, Tokens tokens) => tokens.Weigh(slot, Policy(slot), Frozen(slot));
    }

    /// <summary>log π alone: no reference model is read. SimPO, Meng et al. 2024 (arXiv:2405.14734).</summary>
    public sealed record None : Against
    {
        public override Expr Apply(Slot slot, Tokens tokens) => tokens.Weigh(slot, Policy(slot));
    }

    /// <summary>r_φ: the number that a reward head reads off a token, no policy at all. With <see cref="Tokens.Last"/>
    /// the score of the answer, Ouyang et al. 2022, eq. 1 (arXiv:2203.02155).</summary>
    public sealed record RewardHead : Against
    {
        public override Expr Apply(Slot slot, Tokens tokens) =>
            tokens.Weigh(slot, Quantity.RewardHead.At(slot).ToExpr());
    }

    /// <summary>log π_ref alone: a constant of the answer, for targets and order statistics.</summary>
    public sealed record OnlyReference : Against
    {
        public override Expr Apply(Slot slot, Tokens tokens) => tokens.Weigh(slot, Frozen(slot));
    }
}
