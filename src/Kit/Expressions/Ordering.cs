namespace Kit.Expressions;

/// <summary>How [B] is rearranged by the order of keys [B], ascending, ties in place. Nothing flows through keys.
/// </summary>
public enum Ordering
{
    /// <summary>y_k = x_{π(k)}, π the order that sorts the keys: the k-th by key.</summary>
    Sort,

    /// <summary>y_b = x_{rank(b)}: the way back.</summary>
    Rank,
}
