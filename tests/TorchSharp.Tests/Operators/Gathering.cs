using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Reading and writing at positions that tensors name.</summary>
internal static class Gathering
{
    private static readonly Tensor Rows = tensor(new long[] { 2, 0 }).DetachFromDisposeScope();
    private static readonly Tensor Picks = tensor(new long[,] { { 1 }, { 0 }, { 1 } }).DetachFromDisposeScope();
    private static readonly Tensor Mask =
        tensor(new[,] { { true, false }, { false, true }, { false, false } }).DetachFromDisposeScope();

    private static Nd M => Nd.Drawn(1, -2, 2, 3, 2);

    private static Nd S => Nd.Drawn(2, -2, 2, 2, 2);

    private static Nd Column => Nd.Drawn(3, -2, 2, 3, 1);

    public static IEnumerable<Case> Cases() => [.. Reads(), .. Writes(), .. Masked(), .. Chosen()];

    private static IEnumerable<Case> Reads() =>
    [
        Smooth(M, x => x.index_select(0, Rows), n => Picked(n)), Smooth(M, x => x.gather(1, Picks), Gathered),
        Smooth(M, x => x.take(Rows), n => Nd.Vector(n.Data[2], n.Data[0])),
        Smooth(M, x => x.take_along_dim(Picks, 1), Gathered),
        Smooth(M, x => x.take_along_dim(Rows), n => Nd.Vector(n.Data[2], n.Data[0])),
        Smooth(M, x => x.index(new[] { TensorIndex.Tensor(Rows) }), n => Picked(n)),
        Smooth(M, x => x.index(new[] { Rows }), n => Picked(n)),
        Exact(Nd.Vector(0, 3, 0, 5), x => x.nonzero(), _ => new Nd([2, 1], [1, 3])),
        Exact(Nd.Vector(0, 3, 0, 5), x => x.argwhere(), _ => new Nd([2, 1], [1, 3])),
        Exact(Nd.Vector(0, 3, 0, 5), x => x.nonzero_as_list()[0], _ => new Nd([2, 1], [1, 3])),
        Exact(Nd.Vector(1, 3, 5), Nd.Vector(2, 5), (x, y) => searchsorted(x, y, false, false, null),
            (_, _) => Nd.Vector(1, 2)),
    ];

    private static IEnumerable<Case> Writes() =>
    [
        Smooth(M, Column, (x, y) => x.scatter(1, Picks, y), Scattered),
        Smooth(M, Column, (x, y) => x.scatter_(1, Picks, y), Scattered),
        Smooth(M, Column, (x, y) => x.scatter_add(1, Picks, y), Added),
        Smooth(M, Column, (x, y) => x.scatter_add_(1, Picks, y), Added),
        Smooth(M, S, (x, y) => x.index_add(0, Rows, y, 2.0), IndexAdded),
        Smooth(M, S, (x, y) => x.index_add_(0, Rows, y, 2.0), IndexAdded),
        Smooth(M, S, (x, y) => x.index_copy(0, Rows, y), IndexCopied),
        Smooth(M, S, (x, y) => x.index_copy_(0, Rows, y), IndexCopied),
        Smooth(M, x => x.index_fill(0, Rows, 7.0), n => Nd.Of(n.Shape, i => i[0] == 1 ? n[i] : 7)),
        Smooth(M, x => x.index_fill_(0, Rows, 7.0), n => Nd.Of(n.Shape, i => i[0] == 1 ? n[i] : 7)),
    ];

    private static IEnumerable<Case> Masked() =>
    [
        Smooth(M, x => x.masked_select(Mask), n => Nd.Vector(n[0, 0], n[1, 1])),
        Smooth(M, x => x.masked_fill(Mask, 7.0), n => Nd.Of(n.Shape, i => IsMasked(i) ? 7 : n[i])),
        Smooth(M, x => x.masked_fill_(Mask, 7.0), n => Nd.Of(n.Shape, i => IsMasked(i) ? 7 : n[i])),
        Smooth(M, Nd.Vector(8, 9), (x, y) => x.masked_scatter(Mask, y),
            (n, s) => Nd.Of(n.Shape, i => IsMasked(i) ? s.Data[i[0]] : n[i])),
        Smooth(M, Nd.Vector(8, 9), (x, y) => x.masked_scatter_(Mask, y),
            (n, s) => Nd.Of(n.Shape, i => IsMasked(i) ? s.Data[i[0]] : n[i])),
    ];

    private static IEnumerable<Case> Chosen() =>
    [
        Smooth(M, Column, (x, y) => x.where(Mask, y), (n, c) => Nd.Of(n.Shape, i => IsMasked(i) ? n[i] : c[i[0], 0])),
        Smooth(M, Column, (x, y) => where(Mask, x, y), (n, c) => Nd.Of(n.Shape, i => IsMasked(i) ? n[i] : c[i[0], 0])),
        Exact(M, x => where(Mask)[1], _ => Nd.Vector(0, 1)),
    ];

    private static Nd Picked(Nd n) => Nd.Of([2, 2], i => n[i[0] == 0 ? 2 : 0, i[1]]);

    private static Nd Gathered(Nd n) => new([3, 1], [n[0, 1], n[1, 0], n[2, 1]]);

    private static bool IsPicked(int[] i) => i[1] == (i[0] == 1 ? 0 : 1);

    private static Nd Scattered(Nd n, Nd s) => Nd.Of(n.Shape, i => IsPicked(i) ? s[i[0], 0] : n[i]);

    private static Nd Added(Nd n, Nd s) => Nd.Of(n.Shape, i => n[i] + (IsPicked(i) ? s[i[0], 0] : 0));

    private static Nd IndexAdded(Nd n, Nd s) =>
        Nd.Of(n.Shape, i => n[i] + (i[0] == 1 ? 0 : 2 * s[i[0] == 2 ? 0 : 1, i[1]]));

    private static Nd IndexCopied(Nd n, Nd s) => Nd.Of(n.Shape, i => i[0] == 1 ? n[i] : s[i[0] == 2 ? 0 : 1, i[1]]);

    private static bool IsMasked(int[] i) => i[0] == i[1];
}
