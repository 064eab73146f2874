using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Tensors made from numbers, or after another tensor.</summary>
internal static class Creation
{
    private static Nd M => Nd.Drawn(1, -2, 2, 2, 3);

    private static Nd Zeros => Nd.Of([2, 3], _ => 0);

    public static IEnumerable<Case> Cases() => [.. Counted(), .. Like()];

    private static IEnumerable<Case> Counted() =>
    [
        Made(() => arange(4, null, null, false), Nd.Vector(0, 1, 2, 3)),
        Made(() => arange(1, 4, null, null, false), Nd.Vector(1, 2, 3)),
        Made(() => arange(1.0, 2.0, 0.25, float64, null, false), Nd.Vector(1, 1.25, 1.5, 1.75)),
        Made(() => linspace(0, 1, 5, float64, null, false), Nd.Vector(0, 0.25, 0.5, 0.75, 1)),
        Made(() => eye(2, 3, float64, null, false, null), Nd.Of([2, 3], i => i[0] == i[1] ? 1 : 0)),
        Made(() => eye(2, -1, float64, null, false, null), Nd.Of([2, 2], i => i[0] == i[1] ? 1 : 0)),
        Exact(M, x => complex(x, x).abs(), n => n.Map(v => Math.Sqrt(2) * Math.Abs(v))),
        Exact(M, x => numel(x), _ => Nd.Scalar(6)),
    ];

    private static IEnumerable<Case> Like() =>
    [
        Exact(M, x => x.zeros_like(null, null, false), _ => Zeros),
        Exact(M, x => zeros_like(x, null, null, false, null), _ => Zeros),
        Exact(M, x => x.ones_like(null, null, false), _ => Zeros.Map(_ => 1)),
        Exact(M, x => ones_like(x, null, null, false, null), _ => Zeros.Map(_ => 1)),
        Exact(M, x => x.empty_like(null, null, false).zero_(), _ => Zeros),
        Exact(M, x => empty_like(x, null, null, false, null).zero_(), _ => Zeros),
        Exact(M, x => x.full_like(7.0, null, null, false), _ => Zeros.Map(_ => 7)),
        Exact(M, x => full_like(x, 7.0, null, null, false, null), _ => Zeros.Map(_ => 7)),
        Exact(M, x => x.new_zeros(new long[] { 2, 3 }, null, null, false), _ => Zeros),
        Exact(M, x => x.new_empty(new long[] { 2, 3 }, null, null, false).zero_(), _ => Zeros),
        Exact(M, x => x.new_full(new long[] { 2, 3 }, 7.0, null, null, false), _ => Zeros.Map(_ => 7)),
        Smooth(M, x => x.fill_(7.0), n => n.Map(_ => 7)), Smooth(M, x => x.zero_(), n => n.Map(_ => 0)),
        Smooth(M, Zeros, (x, y) => x.copy_(y, false), (_, z) => z),
    ];
}
