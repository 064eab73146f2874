namespace Kit.Expressions;

/// <summary>One named input of an objective: a quantity at a slot, such as <c>policy.logp[chosen]</c>.</summary>
/// <remarks>Token quantities are [B, T] with T the padded length of that answer; padded positions hold any finite
/// number and mask 0. Chosen and rejected have different T.</remarks>
/// <param name="Quantity">What is measured.</param>
/// <param name="Slot">Of which answer, under which view.</param>
public sealed record Evidence(Quantity Quantity, Slot Slot)
{
    /// <summary>Its axes: [B, T·answer], [B] or [].</summary>
    public Axes Axes => Quantity.Per switch
    {
        Per.Token => new Axes.Token(Slot.Answer),
        Per.Pair => Axes.PerPair,
        _ => Axes.Scalar,
    };

    /// <summary>The evidence as an expression.</summary>
    public Expr ToExpr() => new Expr.Read(this);

    public override string ToString() => Slot == Slot.None ? Quantity.Name : $"{Quantity.Name}[{Slot}]";

    /// <summary>A Python identifier: policy_logp_chosen.</summary>
    internal string Code => Slot == Slot.None ? Quantity.Symbol.Code : $"{Quantity.Symbol.Code}_{Slot.Code}";
}
