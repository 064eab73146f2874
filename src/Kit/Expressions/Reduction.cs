namespace Kit.Expressions;

/// <summary>A way to fold an axis away.</summary>
public abstract record Reduction
{
    private Reduction() { }

    /// <summary>Σ_t, [B, T] → [B].</summary>
    public static Reduction SumTokens { get; } = new OverTokens();

    /// <summary>Σ_b, [B] → [].</summary>
    public static Reduction SumPairs { get; } = new OverPairs();

    /// <summary>(1/B)·Σ_b, [B] → [].</summary>
    public static Reduction MeanPairs { get; } = new MeanOverPairs();

    /// <summary>max_b, [B] → [].</summary>
    public static Reduction MaxPairs { get; } = new MaxOverPairs();

    /// <summary>min_b, [B] → [].</summary>
    public static Reduction MinPairs { get; } = new MinOverPairs();

    internal abstract string Name { get; }

    internal abstract Glyph Glyph { get; }

    /// <summary>The axes that remain.</summary>
    internal abstract Axes Apply(Axes axes);

    internal abstract Grid Apply(Grid grid);

    internal abstract string Torch(string x);

    /// <summary>What the operand receives when the fold receives <paramref name="g"/>.</summary>
    internal virtual Expr Pull(Expr x, Expr g) => g.Expand(x.Axes);

    private ArgumentException Refused(string expected, Axes axes) => new(axes is Axes.Token
        ? $"{Name}: expected {expected}, got {axes}. Sum over tokens first, SumTokens()."
        : $"{Name}: expected {expected}, got {axes}. Leave the reduction out.");

    public sealed record OverTokens : Reduction
    {
        internal override string Name => nameof(Expr.SumTokens);

        internal override Glyph Glyph => new("Σ_t #1", @"\sum_t #1", Bind.Sign, Bind.Sign);

        internal override Axes Apply(Axes axes) => axes is Axes.Token ? Axes.PerPair : throw Refused("[B, T]", axes);

        internal override Grid Apply(Grid grid) => grid.SumLast();

        internal override string Torch(string x) => $"torch.sum({x}, 1)";
    }

    public sealed record OverPairs : Reduction
    {
        internal override string Name => nameof(Expr.SumPairs);

        internal override Glyph Glyph => new("Σ_b #1", @"\sum_b #1", Bind.Sign, Bind.Sign);

        internal override Axes Apply(Axes axes) => axes is Axes.Pair ? Axes.Scalar : throw Refused("[B]", axes);

        internal override Grid Apply(Grid grid) => grid.SumLast();

        internal override string Torch(string x) => $"torch.sum({x})";
    }

    public sealed record MeanOverPairs : Reduction
    {
        internal override string Name => nameof(Expr.MeanPairs);

        internal override Glyph Glyph => 
            new("mean_b(#1)", @"\operatorname{mean}_b\left(#1\right)", Bind.Atom, Bind.Free);

        internal override Axes Apply(Axes axes) => axes is Axes.Pair ? Axes.Scalar : throw Refused("[B]", axes);

        internal override Grid Apply(Grid grid) => grid.SumLast().Map(sum => sum / grid.Values.Count);

        internal override string Torch(string x) => $"torch.mean({x})";

        internal override Expr Pull(Expr x, Expr g) => (g / Expr.Pairs).Expand(x.Axes);
    }

    public sealed record MaxOverPairs : Reduction
    {
        internal override string Name => nameof(Expr.MaxPairs);

        internal override Glyph Glyph => new("max_b(#1)", @"\max_b\left(#1\right)", Bind.Atom, Bind.Free);

        internal override Axes Apply(Axes axes) => axes is Axes.Pair ? Axes.Scalar : throw Refused("[B]", axes);

        internal override Grid Apply(Grid grid) => Grid.From(grid.Values.Max());

        internal override string Torch(string x) => $"torch.amax({x}, [0])";

        internal override Expr Pull(Expr x, Expr g) => Shared(1 - (x.MaxPairs() - x).IsPositive(), g);
    }

    public sealed record MinOverPairs : Reduction
    {
        internal override string Name => nameof(Expr.MinPairs);

        internal override Glyph Glyph => new("min_b(#1)", @"\min_b\left(#1\right)", Bind.Atom, Bind.Free);

        internal override Axes Apply(Axes axes) => axes is Axes.Pair ? Axes.Scalar : throw Refused("[B]", axes);

        internal override Grid Apply(Grid grid) => Grid.From(grid.Values.Min());

        internal override string Torch(string x) => $"torch.amin({x}, [0])";

        internal override Expr Pull(Expr x, Expr g) => Shared(1 - (x - x.MinPairs()).IsPositive(), g);
    }

    /// <summary>Those that attain the extreme share its gradient evenly, as torch has it.</summary>
    private static Expr Shared(Expr attained, Expr g) => attained * (g / attained.SumPairs()).Expand(Axes.PerPair);
}
