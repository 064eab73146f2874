using Kit.Expressions;

namespace Kit.Train.Preference;

/// <summary>Whether the pairs of a batch know of each other in a loss.</summary>
internal enum Coupling
{
    /// <summary>L = mean_b ℓ_b, ℓ_b of pair b's evidence alone: the gradient of a batch is the mean of its pieces'.
    /// </summary>
    None,

    /// <summary>Something inside ranges over the pairs: a batch mean, a statistic that batches hand on, a quantile, the
    /// mean over all tokens. The gradient of a piece needs the evidence of the whole batch.</summary>
    Batch,
}

/// <summary>Couplings, read off the expression.</summary>
internal static class Couplings
{
    public static Coupling From(Objective objective) =>
        objective.Statistics.Count == 0 && Unnamed(objective.Loss) is Expr.Fold { Reduction: Reduction.MeanOverPairs } mean
            && !Graph.From([mean.X]).Nodes.Any(RangesOverPairs)
            ? Coupling.None : Coupling.Batch;

    private static Expr Unnamed(Expr expr) => expr is Expr.Named named ? Unnamed(named.Operands[0]) : expr;

    private static bool RangesOverPairs(Expr node) => node switch
    {
        Expr.Fold fold => fold.Reduction is not Reduction.OverTokens,
        Expr.Linear linear => linear.Transform is LinearMap.GroupMean,
        Expr.Arrange => true,
        _ => false,
    };
}
