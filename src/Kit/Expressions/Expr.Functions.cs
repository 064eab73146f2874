namespace Kit.Expressions;

/// <summary>Functions, folds and names, as they are written after an operand: <c>(beta * h).LogSigmoid()</c>.</summary>
public abstract partial record Expr
{
    /// <summary>exp x.</summary>
    public Expr Exp() => new Map(new Unary.Exp(), this);

    /// <summary>Natural logarithm.</summary>
    public Expr Log() => new Map(new Unary.Log(), this);

    /// <summary>σ(x).</summary>
    public Expr Sigmoid() => new Map(new Unary.Sigmoid(), this);

    /// <summary>log σ(x), stable on both sides.</summary>
    public Expr LogSigmoid() => new Map(new Unary.LogSigmoid(), this);

    /// <summary>max(0, x).</summary>
    public Expr Relu() => new Map(new Unary.Relu(), this);

    /// <summary>x².</summary>
    public Expr Square() => new Map(new Unary.Square(), this);

    /// <summary>xⁿ.</summary>
    public Expr Power(double exponent) => exponent == 1 ? this : new Map(new Unary.Power(exponent), this);

    /// <summary>1[x > 0]; no gradient.</summary>
    public Expr IsPositive() => new Map(new Unary.IsPositive(), this);

    /// <summary>1[x &lt; 0]; no gradient.</summary>
    public Expr IsNegative() => new Map(new Unary.IsNegative(), this);

    /// <summary>x held inside [low, high].</summary>
    public Expr Clamp(double low, double high) => new Map(new Unary.Clamp(low, high), this);

    /// <summary>max(low, x).</summary>
    public Expr AtLeast(double low) => Clamp(low, double.PositiveInfinity);

    /// <summary>max(x, y), element by element.</summary>
    public Expr Max(Expr other) => new Zip(new Binary.Maximum(), this, other);

    /// <summary>min(x, y), element by element.</summary>
    public Expr Min(Expr other) => new Zip(new Binary.Minimum(), this, other);

    /// <summary>Σ_t, [B, T] → [B]. Multiply by the mask first.</summary>
    public Expr SumTokens() => new Fold(Reduction.SumTokens, this);

    /// <summary>Σ_b, [B] → [].</summary>
    public Expr SumPairs() => new Fold(Reduction.SumPairs, this);

    /// <summary>(1/B)·Σ_b, [B] → [].</summary>
    public Expr MeanPairs() => new Fold(Reduction.MeanPairs, this);

    /// <summary>The same value at every place of wider axes: [] → [B] → [B, T].</summary>
    public Expr Expand(Axes to) => to == Axes ? this : new Repeat(this, to);

    /// <summary>sg(x): counted in the value, not in the gradient.</summary>
    public Expr Detach() => this is StopGradient or Constant ? this : new StopGradient(this);

    /// <summary>x under a name that belongs to one slot.</summary>
    public Expr As(Symbol symbol, Slot slot) => new Named(symbol, slot, this);

    /// <summary>x under a name.</summary>
    public Expr As(Symbol symbol) => As(symbol, Slot.None);

    /// <summary>A number as an expression, [].</summary>
    public static Expr From(double value) => new Constant(value);
}
