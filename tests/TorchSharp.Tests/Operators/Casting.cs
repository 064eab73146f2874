using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Other types and places.</summary>
internal static class Casting
{
    private static Nd X => Nd.Vector(-1.5, 0.25, 2);

    private static Nd Whole => X.Map(Math.Truncate);

    public static IEnumerable<Case> Cases() => [.. Floats(), .. Integers(), .. Places()];

    private static IEnumerable<Case> Floats() =>
    [
        Smooth(X, x => x.to(float32, false, false, false).to(float64, false, false, false), n => n),
        Smooth(X, x => x.to_type(float32, true, false, false).to_type(float64, false, false, false), n => n),
        Smooth(X, x => x.to(float32, CPU, false, false, false).type(float64), n => n),
        Exact(X, x => x.half(), n => n), Exact(X, x => x.bfloat16(), n => n), Exact(X, x => x.@float(), n => n),
        Exact(X, x => x.@double(), n => n),
        Exact(X, Whole, (x, y) => x.type_as(y.@long()), (n, _) => n.Map(Math.Truncate)),
    ];

    private static IEnumerable<Case> Integers() =>
    [
        Exact(X, x => x.@long(), _ => Whole), Exact(X, x => x.@int(), _ => Whole),
        Exact(X, x => x.@short(), _ => Whole),
        Exact(X, x => x.@char(), _ => Whole), Exact(Nd.Vector(1.5, 200), x => x.@byte(), _ => Nd.Vector(1, 200)),
        Exact(X, x => x.@bool(), _ => Nd.Vector(1, 1, 1)),
    ];

    private static IEnumerable<Case> Places() =>
    [
        Smooth(X, x => x.to(CPU, true, false, false), n => n), Smooth(X, x => x.to("cpu", true, false, false), n => n),
        Smooth(X, x => x.to(DeviceType.CPU, -1, true, false, false), n => n), Smooth(X, x => x.cpu(), n => n),
        Exact(X, Whole, (x, y) => x.to(y.@int(), false), (n, _) => n.Map(Math.Truncate)),
    ];
}
