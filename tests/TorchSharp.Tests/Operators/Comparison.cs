using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Questions about elements, and logic.</summary>
internal static class Comparison
{
    private static Nd Mixed => Nd.Vector(1, 2, 3, 4);

    private static Nd Other => Nd.Vector(3, 2, 1, 4);

    private static Nd Bits => Nd.Vector(0, 1, 0, 1);

    private static Nd More => Nd.Vector(0, 0, 1, 1);

    public static IEnumerable<Case> Cases() =>
    [
        .. Ordered("eq", "op_Equality", (a, b) => a == b), .. Ordered("ne", "op_Inequality", (a, b) => a != b),
        .. Ordered("lt", "op_LessThan", (a, b) => a < b), .. Ordered("le", "op_LessThanOrEqual", (a, b) => a <= b),
        .. Ordered("gt", "op_GreaterThan", (a, b) => a > b), .. Ordered("ge", "op_GreaterThanOrEqual", (a, b) =>
            a >= b),
        Exact(Mixed, Other, (x, y) => x.equal(y), (a, b) => a.Zip(b, (p, q) => p == q ? 1 : 0)),
        .. Closeness(), .. Logic(), .. Integers(),
    ];

    /// <summary>Equal, smaller and larger elements, against a tensor and against numbers on either side.</summary>
    private static IEnumerable<Case> Ordered(string name, string symbol, Func<double, double, bool> holds) =>
        Binary(name, (a, b) => holds(a, b) ? 1 : 0, smooth: false)
            .Concat(Binary(symbol, (a, b) => holds(a, b) ? 1 : 0, smooth: false))
            .Select(item => item with { Inputs = item.Inputs.Length == 2 ? [Mixed, Other] : [Mixed] });

    private static IEnumerable<Case> Closeness() =>
    [
        Exact(Mixed, Other, (x, y) => x.isclose(y, 0.0, 1.5, false),
            (a, b) => a.Zip(b, (p, q) => Math.Abs(p - q) <= 1.5 ? 1 : 0)),
        Exact(Mixed, Other, (x, y) => x.allclose(y, 0.0, 1.5, false), (_, _) => Nd.Scalar(0)),
        Exact(Mixed, Other, (x, y) => x.allclose(y, 0.0, 2.5, false), (_, _) => Nd.Scalar(1)),
        Exact(Mixed, Other, (x, y) => x.Equals(y), (_, _) => Nd.Scalar(0)),
        Exact(Mixed, x => x.Equals(x.clone()), _ => Nd.Scalar(1)),
        Exact(Mixed, x => x.Equals((object)x.clone()), _ => Nd.Scalar(1)),
        Exact(Mixed, Nd.Vector(2, 4), (x, y) => x.isin(y, false, false), (_, _) => Nd.Vector(0, 1, 0, 1)),
        Exact(Nd.Vector(3), x => x.is_nonzero(), _ => Nd.Scalar(1)),
        Exact(Nd.Vector(0), x => x.is_nonzero(), _ => Nd.Scalar(0)),
    ];

    private static IEnumerable<Case> Logic() =>
    [
        .. Boolean("logical_and", "bitwise_and", "op_BitwiseAnd", (a, b) => a && b),
        .. Boolean("logical_or", "bitwise_or", "op_BitwiseOr", (a, b) => a || b),
        .. Boolean("logical_xor", "bitwise_xor", "op_ExclusiveOr", (a, b) => a ^ b),
    ];

    private static IEnumerable<Case> Boolean(string name, string bits, string symbol, Func<bool, bool, bool> truth) =>
        Binary(name, (a, b) => truth(a != 0, b != 0) ? 1 : 0, smooth: false)
            .Select(item => item with { Inputs = [Bits, More] })
            .Concat(new[] { bits,
                symbol }.SelectMany(n => Binary(n, (a, b) => truth(a != 0, b != 0) ? 1 : 0, smooth: false))
                .Select(item => item with { Inputs = [Bits, More], Dtype = ScalarType.Bool }));

    private static IEnumerable<Case> Integers() =>
    [
        .. Unary("bitwise_not", x => -x - 1, 0, 0, false).Select(Whole),
        .. Unary("op_OnesComplement", x => -x - 1, 0, 0, false).Select(Whole),
        Exact(Nd.Vector(12), Nd.Vector(10), (x, y) => x.bitwise_and(y),
            (_, _) => Nd.Vector(8)) with { Dtype = ScalarType.Int64 },
        Exact(Nd.Vector(12), Nd.Vector(10), (x, y) => x.bitwise_or(y),
            (_, _) => Nd.Vector(14)) with { Dtype = ScalarType.Int64 },
        Exact(Nd.Vector(12), Nd.Vector(10), (x, y) => x.bitwise_xor(y),
            (_, _) => Nd.Vector(6)) with { Dtype = ScalarType.Int64 },
    ];

    private static Case Whole(Case item) => item with { Inputs = [Nd.Vector(0, 5, -3)], Dtype = ScalarType.Int64 };
}
