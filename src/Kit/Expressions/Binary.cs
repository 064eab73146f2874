namespace Kit.Expressions;

/// <summary>An operation on two numbers. Each case owns its value, derivatives, code and notation.</summary>
public abstract record Binary
{
    private Binary() { }

    internal abstract string Name { get; }

    internal abstract Glyph Glyph { get; }

    /// <summary>a ∘ b, float64.</summary>
    public abstract double Value(double a, double b);

    /// <summary>∂(a ∘ b)/∂a · g.</summary>
    internal abstract Expr PullLeft(Expr a, Expr b, Expr g);

    /// <summary>∂(a ∘ b)/∂b · g.</summary>
    internal abstract Expr PullRight(Expr a, Expr b, Expr g);

    internal abstract string Torch(string a, string b);

    /// <summary>a + b.</summary>
    public sealed record Add : Binary
    {
        internal override string Name => "addition";

        internal override Glyph Glyph => new("#1 + #2", "#1 + #2", Bind.Sum, Bind.Sum, Bind.Product);

        public override double Value(double a, double b) => a + b;

        internal override Expr PullLeft(Expr a, Expr b, Expr g) => g;

        internal override Expr PullRight(Expr a, Expr b, Expr g) => g;

        internal override string Torch(string a, string b) => $"{a} + {b}";
    }

    /// <summary>a − b.</summary>
    public sealed record Subtract : Binary
    {
        internal override string Name => "subtraction";

        internal override Glyph Glyph => new("#1 − #2", "#1 - #2", Bind.Sum, Bind.Sum, Bind.Product);

        public override double Value(double a, double b) => a - b;

        internal override Expr PullLeft(Expr a, Expr b, Expr g) => g;

        internal override Expr PullRight(Expr a, Expr b, Expr g) => -g;

        internal override string Torch(string a, string b) => $"{a} - {b}";
    }

    /// <summary>a·b.</summary>
    public sealed record Multiply : Binary
    {
        internal override string Name => "multiplication";

        internal override Glyph Glyph => new("#1·#2", @"#1 \, #2", Bind.Product, Bind.Product, Bind.Call);

        public override double Value(double a, double b) => a * b;

        internal override Expr PullLeft(Expr a, Expr b, Expr g) => g * b;

        internal override Expr PullRight(Expr a, Expr b, Expr g) => g * a;

        internal override string Torch(string a, string b) => $"{a} * {b}";
    }

    /// <summary>a / b.</summary>
    public sealed record Divide : Binary
    {
        internal override string Name => "division";

        internal override Glyph Glyph => new("#1 / #2", @"\frac{#1}{#2}", Bind.Product, Bind.Product, Bind.Call);

        public override double Value(double a, double b) => a / b;

        internal override Expr PullLeft(Expr a, Expr b, Expr g) => g / b;

        internal override Expr PullRight(Expr a, Expr b, Expr g) => -(g * a / b.Square());

        internal override string Torch(string a, string b) => $"{a} / {b}";
    }

    /// <summary>max(a, b); where they are equal each side gets half the gradient, as torch has it.</summary>
    public sealed record Maximum : Binary
    {
        internal override string Name => "maximum";

        internal override Glyph Glyph => new("max(#1, #2)", @"\max\left(#1, #2\right)", Bind.Call, Bind.Free);

        public override double Value(double a, double b) => Math.Max(a, b);

        internal override Expr PullLeft(Expr a, Expr b, Expr g) => g * Share(a - b);

        internal override Expr PullRight(Expr a, Expr b, Expr g) => g * Share(b - a);

        internal override string Torch(string a, string b) => $"torch.maximum({a}, {b})";
    }

    /// <summary>min(a, b); where they are equal each side gets half the gradient, as torch has it.</summary>
    public sealed record Minimum : Binary
    {
        internal override string Name => "minimum";

        internal override Glyph Glyph => new("min(#1, #2)", @"\min\left(#1, #2\right)", Bind.Call, Bind.Free);

        public override double Value(double a, double b) => Math.Min(a, b);

        internal override Expr PullLeft(Expr a, Expr b, Expr g) => g * Share(b - a);

        internal override Expr PullRight(Expr a, Expr b, Expr g) => g * Share(a - b);

        internal override string Torch(string a, string b) => $"torch.minimum({a}, {b})";
    }

    /// <summary>1 where d > 0, ½ at 0, else 0.</summary>
    private static Expr Share(Expr d) => 0.5 + 0.5 * (d.IsPositive() - d.IsNegative());
}
