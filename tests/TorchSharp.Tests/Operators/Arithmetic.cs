using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Functions of two elements, and of an element and numbers.</summary>
internal static class Arithmetic
{
    private static Nd X => Nd.Drawn(1, -2, 2, 2, 3);

    private static Nd Y => Nd.Drawn(2, 0.5, 2, 2, 3);

    private static Nd Z => Nd.Drawn(3, 0.5, 2, 3);

    public static IEnumerable<Case> Cases() =>
        [.. Operators(), .. Scaled(), .. Quotients(), .. Powers(), .. Bounded(), .. Joint()];

    private static IEnumerable<Case> Operators() =>
    [
        .. Binary("add", (a, b) => a + b), .. Binary("op_Addition", (a, b) => a + b),
        .. Binary("sub", (a, b) => a - b), .. Binary("op_Subtraction", (a, b) => a - b),
        .. Binary("mul", (a, b) => a * b), .. Binary("op_Multiply", (a, b) => a * b),
        .. Binary("op_Division", (a, b) => a / b, 0.5, 2), .. Binary("op_Modulus", Remainder, 3.1, 5.9).Select(Flat),
        .. Binary("remainder", Remainder, 3.1, 5.9).Select(Flat),
        .. Binary("fmod", (a, b) => a % b, 3.1, 5.9).Select(Flat),
        Exact(Nd.Vector(-7, 7, -5), x => x.remainder(3), n => n.Map(v => Remainder(v, 3))),
        Exact(Nd.Vector(-7, 7, -5), x => x.fmod(3), n => n.Map(v => v % 3)),
    ];

    private static IEnumerable<Case> Scaled() =>
    [
        Smooth(X, Z, (x, y) => x.add(y, 0.5), (a, b) => a.Zip(b, (p, q) => p + (0.5 * q))),
        Smooth(X, Z, (x, y) => x.add_(y, 0.5), (a, b) => a.Zip(b, (p, q) => p + (0.5 * q))),
        Smooth(X, x => x.add(3.0, 0.5), a => a.Map(v => v + 1.5)),
        Smooth(X, x => x.add_(3.0, 0.5), a => a.Map(v => v + 1.5)),
        Smooth(X, Y, Z, (x, y, z) => x.addcmul(y, z, 2.0),
            (a, b, c) => a.Zip(b.Zip(c, (q, r) => 2 * q * r), (p, q) => p + q)),
        Smooth(X, Y, Z, (x, y, z) => x.addcmul_(y, z, 2.0),
            (a, b, c) => a.Zip(b.Zip(c, (q, r) => 2 * q * r), (p, q) => p + q)),
        Smooth(X, Y, Z, (x, y, z) => x.addcdiv(y, z, 2.0),
            (a, b, c) => a.Zip(b.Zip(c, (q, r) => 2 * q / r), (p, q) => p + q)),
        Smooth(X, Y, Z, (x, y, z) => x.addcdiv_(y, z, 2.0),
            (a, b, c) => a.Zip(b.Zip(c, (q, r) => 2 * q / r), (p, q) => p + q)),
        Smooth(X, Y, Z, (x, y, z) => x.addcdiv(y, z), (a, b, c) => a.Zip(b.Zip(c, (q, r) => q / r), (p, q) => p + q)),
        Smooth(X, Y, Z, (x, y, z) => x.addcdiv_(y, z), (a, b, c) => a.Zip(b.Zip(c, (q, r) => q / r), (p, q) => p + q)),
        Smooth(X, Y, Z, (x, y, z) => x.lerp(y, z),
            (a, b, c) =>
                a.Zip(b.Zip(c, (q, r) => q * r), (p, q) => p + q).Zip(a.Zip(c, (p, r) => p * r), (s, t) => s - t)),
        Smooth(X, Y, Z, (x, y, z) => x.lerp_(y, z),
            (a, b, c) =>
                a.Zip(b.Zip(c, (q, r) => q * r), (p, q) => p + q).Zip(a.Zip(c, (p, r) => p * r), (s, t) => s - t)),
    ];

    private static IEnumerable<Case> Quotients() =>
    [
        Smooth(X, Y, (x, y) => x.div(y, RoundingMode.None), (a, b) => a.Zip(b, (p, q) => p / q)),
        Smooth(X, Y, (x, y) => x.div_(y, RoundingMode.None), (a, b) => a.Zip(b, (p, q) => p / q)),
        Exact(X, Y, (x, y) => x.div(y, RoundingMode.floor), (a, b) => a.Zip(b, (p, q) => Math.Floor(p / q))),
        Exact(X, Y, (x, y) => x.div(y, RoundingMode.trunc), (a, b) => a.Zip(b, (p, q) => Math.Truncate(p / q))),
        Smooth(X, x => x.div(0.3, RoundingMode.None), a => a.Map(v => v / 0.3)),
        Smooth(X, x => x.div_(0.3, RoundingMode.None), a => a.Map(v => v / 0.3)),
        Exact(X, x => x.div(0.3, RoundingMode.floor), a => a.Map(v => Math.Floor(v / 0.3))),
        Exact(X, Y, (x, y) => x.floor_divide(y), (a, b) => a.Zip(b, (p, q) => Math.Floor(p / q))),
        Exact(X, x => x.floor_divide(0.3), a => a.Map(v => Math.Floor(v / 0.3))),
    ];

    private static IEnumerable<Case> Powers() =>
    [
        .. Binary("pow", Math.Pow, 0.5, 2), .. Binary("atan2", Math.Atan2, 0.5, 2),
        .. Binary("hypot", (a, b) => Math.Sqrt((a * a) + (b * b)), 0.5, 2),
        .. Binary("logaddexp", (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b))),
        .. Binary("logaddexp2", (a, b) => Math.Log2(Math.Pow(2, a) + Math.Pow(2, b))),
        .. Binary("xlogy", (a, b) => a * Math.Log(b), 0.5, 2), .. Binary("copysign", Math.CopySign, 0.5, 2),
    ];

    private static IEnumerable<Case> Bounded() =>
    [
        .. Binary("maximum", Math.Max), .. Binary("minimum", Math.Min), .. Binary("fmax", Math.Max),
        .. Binary("fmin", Math.Min),
        Smooth(X, x => x.clamp(-0.5, 1.0), a => a.Map(v => Math.Clamp(v, -0.5, 1))),
        Smooth(X, x => x.clamp_(-0.5, 1.0), a => a.Map(v => Math.Clamp(v, -0.5, 1))),
        Smooth(X, x => x.clamp((Scalar?)null, 1.0), a => a.Map(v => Math.Min(v, 1))),
        Smooth(X, x => x.clip(-0.5, (Scalar?)null), a => a.Map(v => Math.Max(v, -0.5))),
        Smooth(X, x => x.clamp_min(-0.5), a => a.Map(v => Math.Max(v, -0.5))),
        Smooth(X, x => x.clamp_min_(-0.5), a => a.Map(v => Math.Max(v, -0.5))),
        Smooth(X, x => x.clamp_max(1.0), a => a.Map(v => Math.Min(v, 1))),
        Smooth(X, x => x.clamp_max_(1.0), a => a.Map(v => Math.Min(v, 1))),
        Smooth(X, Z, (x, y) => x.clamp((Tensor?)null, y), (a, b) => a.Zip(b, Math.Min)),
        Smooth(X, Z, (x, y) => x.clamp_((Tensor?)null, y), (a, b) => a.Zip(b, Math.Min)),
    ];

    private static IEnumerable<Case> Joint() =>
    [
        Smooth(X, x => x.softmax(1, null), Softmax), Smooth(X, x => nn.functional.softmax(x, 1, null), Softmax),
        Smooth(X, x => softmax(x, 1, null), Softmax),
        Smooth(X, x => x.log_softmax(1, null), n => Softmax(n).Map(Math.Log)),
        Smooth(X, x => nn.functional.log_softmax(x, 1), n => Softmax(n).Map(Math.Log)),
    ];

    internal static Nd Softmax(Nd x) => x.Lines(1, line => [.. line.Select(v => Math.Exp(v) / line.Sum(Math.Exp))]);

    private static double Remainder(double a, double b) => a - (b * Math.Floor(a / b));

    /// <summary>The remainder jumps where the quotient is whole; values only.</summary>
    private static Case Flat(Case item) => item with { Smooth = false };
}
