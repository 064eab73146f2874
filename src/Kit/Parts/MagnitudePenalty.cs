using Kit.Expressions;

namespace Kit.Parts;

/// <summary>|mean_b (s(y_w) + s(y_l))|, []: holds the level of a reward, which differences leave open. VLM-RLAIF, Ahn
/// et al. 2024 (arXiv:2402.03746), from its code. The gradient at 0 is 0.</summary>
/// <param name="Score">s.</param>
public sealed record MagnitudePenalty(Score Score) : Term
{
    public override string Name => "magnitude";

    public override Expr Apply()
    {
        var level = (Score.Apply(Expressions.Slot.Chosen) + Score.Apply(Expressions.Slot.Rejected)).MeanPairs()
            .As(new Symbol("s̄", @"\bar s", "level"));
        return level.Max(-level);
    }
}
