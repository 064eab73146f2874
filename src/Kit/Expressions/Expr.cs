namespace Kit.Expressions;

/// <summary>A typed expression over named evidence: the one definition from which everything else is derived.</summary>
/// <remarks>A value: immutable, compared by content, axes checked when it is built. Derived from it: formula, LaTeX,
/// graph, list of evidence, TorchScript, float64 value, gradient. Sub-expressions that are equal are computed once.
/// </remarks>
[TypeFormatterSource]
public abstract partial record Expr
{
    private Expr(Axes axes, Sequence<Expr> operands, int head) =>
        (Axes, Operands, Hash) = (axes, operands, HashCode.Combine(head, operands));

    /// <summary>What the value ranges over.</summary>
    public Axes Axes { get; }

    /// <summary>Operands, left to right.</summary>
    public Sequence<Expr> Operands { get; }

    /// <summary>The evidence read, in order of first reading, each once.</summary>
    public Sequence<Evidence> Evidence => Graph.From([this]).Evidence;

    /// <summary>Kept from construction: deep graphs hash in constant time, unequal ones part at once.</summary>
    private protected int Hash { get; }

    public override int GetHashCode() => Hash;

    /// <summary>The formula.</summary>
    public sealed override string ToString() => Formula.Unicode(this);

    /// <summary>The same operation on other operands.</summary>
    internal abstract Expr Rebuild(Sequence<Expr> operands);

    /// <summary>A number, [].</summary>
    public sealed record Constant(double Value) : Expr(Axes.Scalar, [], Value.GetHashCode())
    {
        public double Value { get; } = Value;

        internal override Expr Rebuild(Sequence<Expr> operands) => this;

        public override int GetHashCode() => Hash;
    }

    /// <summary>Evidence, with its own axes.</summary>
    public sealed record Read(Evidence Source) : Expr(Source.Axes, [], Source.GetHashCode())
    {
        public Evidence Source { get; } = Source;

        internal override Expr Rebuild(Sequence<Expr> operands) => this;

        public override int GetHashCode() => Hash;
    }

    /// <summary>f of every element; same axes.</summary>
    public sealed record Map(Unary Function, Expr X) : Expr(X.Axes, [X], Function.GetHashCode())
    {
        public Unary Function { get; } = Function;

        public Expr X => Operands[0];

        internal override Expr Rebuild(Sequence<Expr> operands) => new Map(Function, operands[0]);

        public override int GetHashCode() => Hash;
    }

    /// <summary>Two operands, element by element; a scalar meets every element.</summary>
    public sealed record Zip(Binary Operator, Expr Left, Expr Right)
        : Expr(Axes.Combine(Left.Axes, Right.Axes, Operator.Name), [Left, Right], Operator.GetHashCode())
    {
        public Binary Operator { get; } = Operator;

        public Expr Left => Operands[0];

        public Expr Right => Operands[1];

        internal override Expr Rebuild(Sequence<Expr> operands) => new Zip(Operator, operands[0], operands[1]);

        public override int GetHashCode() => Hash;
    }

    /// <summary>Tokens or pairs folded away.</summary>
    public sealed record Fold(Reduction Reduction, Expr X)
        : Expr(Reduction.Apply(X.Axes), [X], Reduction.GetHashCode())
    {
        public Reduction Reduction { get; } = Reduction;

        public Expr X => Operands[0];

        internal override Expr Rebuild(Sequence<Expr> operands) => new Fold(Reduction, operands[0]);

        public override int GetHashCode() => Hash;
    }

    /// <summary>A linear map along tokens or pairs; same axes.</summary>
    public sealed record Linear(LinearMap Transform, Expr X)
        : Expr(Transform.Admit(X.Axes), [X], Transform.GetHashCode())
    {
        public LinearMap Transform { get; } = Transform;

        public Expr X => Operands[0];

        internal override Expr Rebuild(Sequence<Expr> operands) => new Linear(Transform, operands[0]);

        public override int GetHashCode() => Hash;
    }

    /// <summary>Pairs rearranged by keys, [B], [B] → [B].</summary>
    public sealed record Arrange(Ordering Ordering, Expr X, Expr Keys)
        : Expr(Pairwise(X, Keys), [X, Keys], Ordering.GetHashCode())
    {
        public Ordering Ordering { get; } = Ordering;

        public Expr X => Operands[0];

        public Expr Keys => Operands[1];

        internal override Expr Rebuild(Sequence<Expr> operands) => new Arrange(Ordering, operands[0], operands[1]);

        public override int GetHashCode() => Hash;

        private static Axes Pairwise(Expr x, Expr keys) => (x.Axes, keys.Axes) is (Axes.Pair, Axes.Pair)
            ? Axes.PerPair
            : throw new ArgumentException($"ordering: expected [B] by keys [B], got {x.Axes} by {keys.Axes}. "
                + "Fold the tokens first, SumTokens().");
    }

    /// <summary>A value repeated over more axes: the only broadcast besides that of scalars.</summary>
    public sealed record Repeat(Expr X, Axes To) : Expr(Axes.Widen(X.Axes, To), [X], To.GetHashCode())
    {
        public Expr X => Operands[0];

        public Axes To => Axes;

        internal override Expr Rebuild(Sequence<Expr> operands) => new Repeat(operands[0], To);

        public override int GetHashCode() => Hash;
    }

    /// <summary>sg(x): the value of x, through which no gradient flows.</summary>
    public sealed record StopGradient(Expr X) : Expr(X.Axes, [X], nameof(StopGradient).Length)
    {
        public Expr X => Operands[0];

        internal override Expr Rebuild(Sequence<Expr> operands) => new StopGradient(operands[0]);

        public override int GetHashCode() => Hash;
    }

    /// <summary>x under a name: formulas write the symbol and define it once, code makes it a variable.</summary>
    public sealed record Named(Symbol Symbol, Slot Slot, Expr X)
        : Expr(X.Axes, [X], HashCode.Combine(Symbol, Slot))
    {
        public Symbol Symbol { get; } = Symbol;

        public Slot Slot { get; } = Slot;

        public Expr X => Operands[0];

        internal override Expr Rebuild(Sequence<Expr> operands) => new Named(Symbol, Slot, operands[0]);

        public override int GetHashCode() => Hash;
    }
}
