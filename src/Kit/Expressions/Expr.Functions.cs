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

    /// <summary>log(1 − eˣ) for x &lt; 0, exact near both ends.</summary>
    public Expr Log1mExp() => new Map(new Unary.Log1mExp(), this);

    /// <summary>log(eˣ + eʸ), without overflow: x − log σ(x − y).</summary>
    public Expr LogAddExp(Expr other) => this - (this - other).LogSigmoid();

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

    /// <summary>min(high, x).</summary>
    public Expr AtMost(double high) => double.IsPositiveInfinity(high) ? this : Clamp(double.NegativeInfinity, high);

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

    /// <summary>max_b, [B] → [].</summary>
    public Expr MaxPairs() => new Fold(Reduction.MaxPairs, this);

    /// <summary>min_b, [B] → [].</summary>
    public Expr MinPairs() => new Fold(Reduction.MinPairs, this);

    /// <summary>x_{t+k}, 0 beyond the ends; [B, T].</summary>
    public Expr Shift(int by) => new Linear(new LinearMap.Shift(by), this);

    /// <summary>Σ_{s≥t} c^{s−t}·x_s; [B, T].</summary>
    public Expr Discount(double factor) => new Linear(new LinearMap.Discount(factor), this);

    /// <summary>Σ_{s≤t} c^{t−s}·x_s; [B, T].</summary>
    public Expr Accumulate(double factor) => new Linear(new LinearMap.Accumulate(factor), this);

    /// <summary>The mean of every row's group of consecutive rows; [B].</summary>
    public Expr GroupMean(int size) => new Linear(new LinearMap.GroupMean(size), this);

    /// <summary>x in the order that sorts the keys, ascending; [B].</summary>
    public Expr OrderBy(Expr keys) => new Arrange(Ordering.Sort, this, keys);

    /// <summary>x at the rank of every key; [B]. Undoes <see cref="OrderBy"/>.</summary>
    public Expr RankBy(Expr keys) => new Arrange(Ordering.Rank, this, keys);

    /// <summary>x ascending; [B].</summary>
    public Expr Sorted() => OrderBy(Detach());

    /// <summary>The same value at every place of wider axes: [] → [B] → [B, T].</summary>
    public Expr Expand(Axes to) => to == Axes ? this : new Repeat(this, to);

    /// <summary>sg(x): counted in the value, not in the gradient.</summary>
    public Expr Detach() => this is StopGradient or Constant ? this : new StopGradient(this);

    /// <summary>x under a name that belongs to one slot.</summary>
    public Expr As(Symbol symbol, Slot slot) => new Named(symbol, slot, this);

    /// <summary>x under a name.</summary>
    public Expr As(Symbol symbol) => As(symbol, Slot.None);

    /// <summary>The same expression with other evidence in the place of some.</summary>
    public Expr Replace(Evidence evidence, Expr by) => this is Read { Source: var source }
        ? source == evidence ? by : this
        : Operands.Count == 0 ? this : Rebuild([.. Operands.Select(operand => operand.Replace(evidence, by))]);

    /// <summary>B, []: how many pairs there are.</summary>
    public static Expr Pairs { get; } =
        From(1).Expand(Axes.PerPair).SumPairs().As(new Symbol("B", "B", "pairs"));

    /// <summary>A number as an expression, [].</summary>
    public static Expr From(double value) => new Constant(value);
}
