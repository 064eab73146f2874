using static TorchSharp.Tests.Cases;

namespace TorchSharp.Tests.Operators;

/// <summary>Extremes, sorting and counting.</summary>
internal static class Ordering
{
    private static Nd M => new([2, 3], [3, 1, 2, -1, 5, 4]);

    private static Nd N => new([2, 3], [2, 2.5, 1, 0, 6, 3]);

    private static Nd Counts => Nd.Vector(1, 3, 3, 0);

    public static IEnumerable<Case> Cases() => [.. Extremes(), .. Positions(), .. Sorted(), .. Counted()];

    private static IEnumerable<Case> Extremes() =>
    [
        Smooth(M, x => x.max(), n => n.Reduce(Enumerable.Max)), Smooth(M, x => x.min(), n => n.Reduce(Enumerable.Min)),
        Smooth(M, N, (x, y) => x.max(y), (a, b) => a.Zip(b, Math.Max)),
        Smooth(M, N, (x, y) => x.min(y), (a, b) => a.Zip(b, Math.Min)),
        Smooth(M, x => x.max(1, false).Item1, n => n.Reduce(1, false, Enumerable.Max)),
        Smooth(M, x => x.min(1, true).Item1, n => n.Reduce(1, true, Enumerable.Min)),
        Smooth(M, x => x.amax(1), n => n.Reduce(1, false, Enumerable.Max)),
        Smooth(M, x => x.amin(1), n => n.Reduce(1, false, Enumerable.Min)),
        Smooth(M, x => torch.amax(x, new long[] { 1 }), n => n.Reduce(1, false, Enumerable.Max)),
        Smooth(M, x => x.amax(new long[] { 1 }, true, null), n => n.Reduce(1, true, Enumerable.Max)),
        Smooth(M, x => x.amin(new long[] { 1 }, true, null), n => n.Reduce(1, true, Enumerable.Min)),
        Exact(M, x => x.amin(new long[] { 1 }, false, torch.zeros(new long[] { 2 }, torch.float64, null, false, null)),
            _ => Nd.Vector(1, -1)),
        Smooth(M, x => x.kthvalue(2, 1L, false).Item1, n => n.Reduce(1, false, line => line.Order().ElementAt(1))),
    ];

    private static IEnumerable<Case> Positions() =>
    [
        Exact(M, x => x.argmax(), _ => Nd.Scalar(4)), Exact(M, x => x.argmin(), _ => Nd.Scalar(3)),
        Exact(M, x => x.argmax(1, false), _ => Nd.Vector(0, 1)),
        Exact(M, x => x.argmin(1, true), _ => new Nd([2, 1], [1, 0])),
        Exact(M, x => x.max(1, false).Item2, _ => Nd.Vector(0, 1)),
        Exact(M, x => x.min(1, false).Item2, _ => Nd.Vector(1, 0)),
        Exact(M, x => x.argsort(1, false), _ => new Nd([2, 3], [1, 2, 0, 0, 2, 1])),
        Exact(M, x => x.kthvalue(2, 1L, false).Item2, _ => Nd.Vector(2, 2)),
        Exact(M, x => x.topk(2, 1, true, true).Item2, _ => new Nd([2, 2], [0, 2, 1, 2])),
        Exact(M, x => x.sort(1, true, false).Item2, _ => new Nd([2, 3], [0, 2, 1, 1, 2, 0])),
        Exact(Nd.Vector(1, 0, 1), x => x.sort(0, false, true).Item2, _ => Nd.Vector(1, 0, 2)),
    ];

    private static IEnumerable<Case> Sorted() =>
    [
        Smooth(M, x => x.topk(2, 1, true, true).Item1, n => Nd.Of([2, 2], i => Descending(n, i[0])[i[1]])),
        Smooth(M, x => x.sort(1, true, false).Item1, n => Nd.Of([2, 3], i => Descending(n, i[0])[i[1]])),
        Exact(Counts, x => x.unique(true, false, false, null).Item1, _ => Nd.Vector(0, 1, 3)),
        Exact(Counts, x => x.unique(true, true, false, null).Item2!, _ => Nd.Vector(1, 2, 2, 0)),
        Exact(Counts, x => x.unique(true, false, true, null).Item3!, _ => Nd.Vector(1, 1, 2)),
        Exact(Counts.Reshape(2, 2), x => x.unique(true, false, false, 0).Item1, _ => new Nd([2, 2], [1, 3, 3, 0])),
    ];

    private static IEnumerable<Case> Counted() =>
    [
        Exact(Counts, x => x.bincount(null, 5), _ => Nd.Vector(1, 1, 0, 2, 0)) with { Dtype = torch.ScalarType.Int64 },
        Exact(Counts, x => x.bincount(torch.tensor(new[] { 0.5, 1, 2, 4 }), 0),
            _ => Nd.Vector(4, 0.5, 0, 3)) with { Dtype = torch.ScalarType.Int64 },
    ];

    private static double[] Descending(Nd n, int row) =>
        [.. Enumerable.Range(0, 3).Select(i => n[row, i]).OrderDescending()];
}
