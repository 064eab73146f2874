namespace Kit.Expressions;

/// <summary>A function of one number. Each case owns its value, derivative, code and notation.</summary>
public abstract record Unary
{
    private Unary() { }

    internal abstract Glyph Glyph { get; }

    /// <summary>f(x), float64.</summary>
    public abstract double Value(double x);

    /// <summary>f′(x) as an expression; the constant 0 where nothing flows.</summary>
    internal abstract Expr Derivative(Expr x);

    /// <summary>TorchScript of f(<paramref name="x"/>).</summary>
    internal abstract string Torch(string x);

    private static Expr.Constant Number(double value) => new Expr.Constant(value);

    /// <summary>−x.</summary>
    public sealed record Negate : Unary
    {
        internal override Glyph Glyph => new("−#1", "-#1", Bind.Sign, Bind.Sign);

        public override double Value(double x) => -x;

        internal override Expr Derivative(Expr x) => Number(-1);

        internal override string Torch(string x) => $"torch.neg({x})";
    }

    /// <summary>exp x.</summary>
    public sealed record Exp : Unary
    {
        internal override Glyph Glyph => new("exp(#1)", @"\exp\left(#1\right)", Bind.Call, Bind.Free);

        public override double Value(double x) => Math.Exp(x);

        internal override Expr Derivative(Expr x) => x.Exp();

        internal override string Torch(string x) => $"torch.exp({x})";
    }

    /// <summary>Natural logarithm.</summary>
    public sealed record Log : Unary
    {
        internal override Glyph Glyph => new("log(#1)", @"\log\left(#1\right)", Bind.Call, Bind.Free);

        public override double Value(double x) => Math.Log(x);

        internal override Expr Derivative(Expr x) => 1 / x;

        internal override string Torch(string x) => $"torch.log({x})";
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ), without overflow on either side.</summary>
    public sealed record Sigmoid : Unary
    {
        internal override Glyph Glyph => new("σ(#1)", @"\sigma\left(#1\right)", Bind.Call, Bind.Free);

        public override double Value(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

        internal override Expr Derivative(Expr x) => x.Sigmoid() * (-x).Sigmoid();

        internal override string Torch(string x) => $"torch.sigmoid({x})";
    }

    /// <summary>log σ(x) = min(x, 0) − log(1 + e^−|x|): exact far out on both sides.</summary>
    public sealed record LogSigmoid : Unary
    {
        internal override Glyph Glyph => new("log σ(#1)", @"\log \sigma\left(#1\right)", Bind.Call, Bind.Free);

        public override double Value(double x) => Math.Min(x, 0) - Log1p(Math.Exp(-Math.Abs(x)));

        internal override Expr Derivative(Expr x) => (-x).Sigmoid();

        internal override string Torch(string x) => $"torch.log_sigmoid({x})";

        /// <summary>log(1 + y) for 0 ≤ y ≤ 1 without losing a small y (Kahan's correction).</summary>
        private static double Log1p(double y) => 1 + y == 1 ? y : Math.Log(1 + y) * (y / (1 + y - 1));
    }

    /// <summary>log(1 + eˣ) = −log σ(−x): one kernel where the formula shows two. Generated code alone has
    /// it.</summary>
    internal sealed record Softplus : Unary
    {
        internal override Glyph Glyph => new("−log σ(−#1)", @"-\log \sigma\left(-#1\right)", Bind.Sign, Bind.Sign);

        public override double Value(double x) => -new LogSigmoid().Value(-x);

        internal override Expr Derivative(Expr x) => x.Sigmoid();

        /// <summary>From 40 on log(1 + eˣ) is x to the last digit of float64; torch's own bound of 20 is not.</summary>
        internal override string Torch(string x) => $"torch.softplus({x}, 1.0, 40.0)";
    }

    /// <summary>log(1 − eˣ) for x &lt; 0: through eˣ − 1, which is exact near 0.</summary>
    public sealed record Log1mExp : Unary
    {
        internal override Glyph Glyph =>
            new("log(1 − exp(#1))", @"\log\left(1 - \exp\left(#1\right)\right)", Bind.Call, Bind.Free);

        public override double Value(double x) => Math.Log(-ExpM1(x));

        internal override Expr Derivative(Expr x) => -(x - x.Log1mExp()).Exp();

        internal override string Torch(string x) => $"torch.log(-torch.expm1({x}))";

        /// <summary>eˣ − 1 without losing a small x (Kahan's correction).</summary>
        private static double ExpM1(double x)
        {
            var y = Math.Exp(x);
            return y == 1 ? x : y - 1 == -1 ? -1 : (y - 1) * (x / Math.Log(y));
        }
    }

    /// <summary>max(0, x); slope 0 at 0, as torch has it.</summary>
    public sealed record Relu : Unary
    {
        internal override Glyph Glyph => new("max(0, #1)", @"\max\left(0, #1\right)", Bind.Call, Bind.Free);

        public override double Value(double x) => Math.Max(0, x);

        internal override Expr Derivative(Expr x) => x.IsPositive();

        internal override string Torch(string x) => $"torch.relu({x})";
    }

    /// <summary>x².</summary>
    public sealed record Square : Unary
    {
        internal override Glyph Glyph => new("#1²", "#1^2", Bind.Call, Bind.Atom);

        public override double Value(double x) => x * x;

        internal override Expr Derivative(Expr x) => 2 * x;

        internal override string Torch(string x) => $"torch.square({x})";
    }

    /// <summary>xⁿ.</summary>
    public sealed record Power(double Exponent) : Unary
    {
        internal override Glyph Glyph => new(
            $"#1^{Notation.Unicode.Number(Exponent)}", $"#1^{{{Notation.Latex.Number(Exponent)}}}",
            Bind.Call, Bind.Atom);

        public override double Value(double x) => Math.Pow(x, Exponent);

        internal override Expr Derivative(Expr x) => Exponent * x.Power(Exponent - 1);

        internal override string Torch(string x) => $"torch.pow({x}, {TorchScript.Number(Exponent)})";
    }

    /// <summary>1[x > 0]: 1 where positive, else 0. No gradient.</summary>
    public sealed record IsPositive : Unary
    {
        internal override Glyph Glyph => new("1[#1 > 0]", @"\mathbf{1}\left[#1 > 0\right]", Bind.Atom, Bind.Free);

        public override double Value(double x) => x > 0 ? 1 : 0;

        internal override Expr Derivative(Expr x) => Number(0);

        internal override string Torch(string x) => $"torch.gt({x}, 0.0).type_as({x})";
    }

    /// <summary>1[x &lt; 0]: 1 where negative, else 0. No gradient.</summary>
    public sealed record IsNegative : Unary
    {
        internal override Glyph Glyph => new("1[#1 < 0]", @"\mathbf{1}\left[#1 < 0\right]", Bind.Atom, Bind.Free);

        public override double Value(double x) => x < 0 ? 1 : 0;

        internal override Expr Derivative(Expr x) => Number(0);

        internal override string Torch(string x) => $"torch.lt({x}, 0.0).type_as({x})";
    }

    /// <summary>x held inside [Low, High]; slope 1 inside and on the ends, 0 outside, as torch has it.</summary>
    public sealed record Clamp(double Low, double High) : Unary
    {
        /// <summary>max(0, x) is <see cref="Relu"/>, whose slope at 0 is another.</summary>
        internal override Glyph Glyph => (double.IsInfinity(Low), double.IsInfinity(High)) switch
        {
            (false, true) when Low != 0 && High > 0 => Written("max(%l, #1)", @"\max\left(%l, #1\right)"),
            (true, false) when Low < 0 => Written("min(%h, #1)", @"\min\left(%h, #1\right)"),
            _ => Written("clip(#1, %l, %h)", @"\operatorname{clip}\left(#1, %l, %h\right)"),
        };

        public override double Value(double x) => Math.Clamp(x, Low, High);

        internal override Expr Derivative(Expr x)
        {
            var above = double.IsInfinity(Low) ? Number(1) : 1 - (x - Low).IsNegative();
            return double.IsInfinity(High) ? above : above - (x - High).IsPositive();
        }

        internal override string Torch(string x) =>
            $"torch.clamp({x}, {TorchScript.Bound(Low)}, {TorchScript.Bound(High)})";

        private Glyph Written(string unicode, string latex) =>
            new(Bounded(unicode, Notation.Unicode), Bounded(latex, Notation.Latex), Bind.Call, Bind.Free);

        private string Bounded(string pattern, Notation notation) => pattern
            .Replace("%l", notation.Number(Low), StringComparison.Ordinal)
            .Replace("%h", notation.Number(High), StringComparison.Ordinal);
    }
}
