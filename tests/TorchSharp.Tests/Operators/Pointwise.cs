using static TorchSharp.Tests.Cases;

namespace TorchSharp.Tests.Operators;

/// <summary>Functions of one element. Ranges keep off kinks and poles.</summary>
internal static class Pointwise
{
    public static IEnumerable<Case> Cases() =>
        [.. Elementary(), .. Powers(), .. Special(), .. Steps(), .. Activations()];

    private static IEnumerable<Case> Elementary() =>
    [
        .. Unary("sin", Math.Sin, -2, 2), .. Unary("cos", Math.Cos, -2, 2), .. Unary("tan", Math.Tan, -1, 1),
        .. Unary("asin", Math.Asin, -0.9, 0.9), .. Unary("acos", Math.Acos, -0.9, 0.9),
        .. Unary("atan", Math.Atan, -2, 2),
        .. Unary("sinh", Math.Sinh, -2, 2), .. Unary("cosh", Math.Cosh, -2, 2), .. Unary("tanh", Math.Tanh, -2, 2),
        .. Unary("asinh", Math.Asinh, -2, 2).Select(Written), .. Unary("acosh", Math.Acosh, 1.1, 3).Select(Written),
        .. Unary("atanh", Math.Atanh, -0.9, 0.9).Select(Written),
        .. Unary("exp", Math.Exp, -2, 2), .. Unary("exp2", x => Math.Pow(2, x), -2, 2),
        .. Unary("expm1", x => Math.Exp(x) - 1, -2, 2), .. Unary("log", Math.Log, 0.2, 3),
        .. Unary("log2", Math.Log2, 0.2, 3),
        .. Unary("log10", Math.Log10, 0.2, 3), .. Unary("log1p", x => Math.Log(1 + x), -0.5, 3),
        .. Unary("deg2rad", x => x * Math.PI / 180, -90, 90), .. Unary("rad2deg", x => x * 180 / Math.PI, -2, 2),
    ];

    private static IEnumerable<Case> Powers() =>
    [
        .. Unary("sqrt", Math.Sqrt, 0.2, 3), .. Unary("rsqrt", x => 1 / Math.Sqrt(x), 0.2, 3),
        .. Unary("square", x => x * x, -2, 2), .. Unary("reciprocal", x => 1 / x, 0.3, 3),
        .. Unary("neg", x => -x, -2, 2),
        .. Unary("op_UnaryNegation", x => -x, -2, 2), .. Unary("positive", x => x, -2, 2),
        .. Unary("abs", Math.Abs, 0.2, 2), .. Unary("abs", Math.Abs, -2, -0.2),
    ];

    private static IEnumerable<Case> Special() =>
    [
        .. Unary("erf", Erf, -1.5, 1.5), .. Unary("erfc", x => 1 - Erf(x), -1.5, 1.5),
        .. Unary("erfinv", x => Inverse(Erf, x), -0.9, 0.9), .. Unary("lgamma", LogGamma, 1.5, 4),
        .. Unary("digamma", x => (LogGamma(x + 1e-5) - LogGamma(x - 1e-5)) / 2e-5, 1.5, 4).Select(Loose),
    ];

    private static IEnumerable<Case> Steps() =>
    [
        .. Unary("floor", Math.Floor, -3, 3, false), .. Unary("ceil", Math.Ceiling, -3, 3, false),
        .. Unary("trunc", Math.Truncate, -3, 3, false), .. Unary("frac", x => x - Math.Truncate(x), 0.1, 0.9),
        .. Unary("sign", x => Math.Sign(x), -2, 2, false), .. Unary("sgn", x => Math.Sign(x), -2, 2, false),
        .. Unary("signbit", x => x < 0 ? 1 : 0, -2, 2, false),
        .. Unary("angle", x => x < 0 ? Math.PI : 0, -2, 2, false),
        .. Unary("isnan", _ => 0, -2, 2, false), .. Unary("isinf", _ => 0, -2, 2, false),
        .. Unary("isfinite", _ => 1, -2, 2, false), .. Unary("isposinf", _ => 0, -2, 2, false),
        .. Unary("isneginf", _ => 0, -2, 2, false), .. Unary("logical_not", x => x == 0 ? 1 : 0, -2, 2, false),
        Exact(Odd, x => x.isnan(), n => n.Map(v => double.IsNaN(v) ? 1 : 0)),
        Exact(Odd, x => x.isinf(), n => n.Map(v => double.IsInfinity(v) ? 1 : 0)),
        Exact(Odd, x => x.isfinite(), n => n.Map(v => double.IsFinite(v) ? 1 : 0)),
        Exact(Odd, x => x.isposinf(), n => n.Map(v => double.IsPositiveInfinity(v) ? 1 : 0)),
        Exact(Odd, x => x.isneginf(), n => n.Map(v => double.IsNegativeInfinity(v) ? 1 : 0)),
        Exact(Odd, x => x.nan_to_num(7, 8, -9), _ => Nd.Vector(7, 8, -9, 0, 1)),
        Exact(Odd, x => x.logical_not(), _ => Nd.Vector(0, 0, 0, 1, 0)),
        Smooth(Nd.Drawn(3, -3, 3, 4), x => x.round(0), n => n.Map(Math.Round)),
        Smooth(Nd.Drawn(3, -3, 3, 4), x => x.round(1), n => n.Map(v => Math.Round(v, 1))),
        Smooth(Nd.Drawn(3, -3, 3, 4), x => x.round_(1), n => n.Map(v => Math.Round(v, 1))),
    ];

    private static IEnumerable<Case> Activations() =>
    [
        .. Unary("sigmoid", Sigmoid, -3, 3), .. Unary("silu", x => x * Sigmoid(x), -3, 3),
        .. Unary("gelu", Gelu, -2, 2), .. Unary("log_sigmoid", x => Math.Log(Sigmoid(x)), -3, 3),
        .. Unary("logsigmoid", x => Math.Log(Sigmoid(x)), -3, 3),
        .. Unary("relu", x => Math.Max(x, 0), 0.2, 2), .. Unary("relu", x => Math.Max(x, 0), -2, -0.2),
        Smooth(Line, x => x.softplus(2, 20), n => n.Map(v => Math.Log(1 + Math.Exp(2 * v)) / 2)),
        Smooth(Line, x => torch.nn.functional.softplus(x, 2, 20), n => n.Map(v => Math.Log(1 + Math.Exp(2 * v)) / 2)),
        Smooth(Line, x => x.logit(1e-6), n => n.Map(v => Math.Log(v / (1 - v)))),
    ];

    private static Nd Line => Nd.Drawn(5, 0.1, 0.9, 4);

    private static Nd Odd => Nd.Vector(double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, 1);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Gelu(double x) => x * (1 + Erf(x / Math.Sqrt(2))) / 2;

    /// <summary>The series of the error function; converges to rounding on [−2, 2].</summary>
    private static double Erf(double x)
    {
        double term = x, sum = x;
        for (int n = 1; n < 80; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    /// <summary>Stirling's series after shifting the argument up.</summary>
    private static double LogGamma(double x)
    {
        double shift = 0;
        for (; x < 12; x++) shift += Math.Log(x);
        double inverse = 1 / x, square = inverse * inverse;
        double series = inverse * ((1 / 12.0) - (square * ((1 / 360.0) - (square * ((1 / 1260.0) - (square / 1680))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - shift;
    }

    private static double Inverse(Func<double, double> f, double y)
    {
        double low = -3, high = 3;
        for (int i = 0; i < 80; i++) (low, high) = f((low + high) / 2) < y ? ((low + high) / 2, high) : (low,
            (low + high) / 2);
        return (low + high) / 2;
    }

    /// <summary>LibTorch 1.13 has no derivative for these when they write in place.</summary>
    private static Case Written(Case item) =>
        item with { Smooth = !item.Name.Contains("_(", StringComparison.Ordinal) };

    /// <summary>The truth is itself a difference: good to six digits, and not to be differenced again.</summary>
    private static Case Loose(Case item) => item with { Smooth = false, Tolerance = 1e-6 };
}
