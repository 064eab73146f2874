using Kit.Expressions;

namespace Kit.Parts;

/// <summary>(s(y_w) + s(y_l))², [B]: keeps rewards near 0, pair by pair. Eisenstein et al. 2023 (arXiv:2312.09244);
/// TRL's <c>center_rewards_coefficient</c>, 0.01 there.</summary>
/// <param name="Score">s.</param>
public sealed record Centring(Score Score) : Term
{
    public override string Name => "centring";

    public override Expr Apply() =>
        (Score.Apply(Expressions.Slot.Chosen) + Score.Apply(Expressions.Slot.Rejected)).Square();
}
