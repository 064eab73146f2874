using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>One tensor to several, and several to one.</summary>
internal static class Splitting
{
    private static Nd M => Nd.Drawn(1, -2, 2, 2, 4);

    private static Nd N => Nd.Drawn(2, -2, 2, 2, 4);

    public static IEnumerable<Case> Cases() => [.. Parts(), .. Joined()];

    private static IEnumerable<Case> Parts() =>
    [
        Smooth(M, x => x.chunk(2, 1)[1], n => Columns(n, 2, 2)),
        Smooth(M, x => x.split(3, 1)[1], n => Columns(n, 3, 1)),
        Smooth(M, x => x.split(new long[] { 1, 3 }, 1)[1], n => Columns(n, 1, 3)),
        Smooth(M, x => x.split(new long[] { 2 })[0], n => n),
        Smooth(M, x => x.tensor_split(2, 1)[1], n => Columns(n, 2, 2)),
        Smooth(M, x => x.tensor_split(new long[] { 1 }, 1)[1], n => Columns(n, 1, 3)),
        Smooth(M, x => x.unbind(1)[2], n => Columns(n, 2, 1).Reshape(2)),
        Smooth(M, x => split(x, new long[] { 1, 3 }, 1)[0], n => Columns(n, 0, 1)),
        Smooth(M, x => unbind(x, 1L)[0], n => Columns(n, 0, 1).Reshape(2)),
    ];

    private static IEnumerable<Case> Joined() =>
    [
        Smooth(M, N, (x, y) => cat(new[] { x, y }, 1), Wide),
        Smooth(M, N, (x, y) => cat((IList<Tensor>)new[] { x, y }, 1), Wide),
        Smooth(M, N, (x, y) => concat(new[] { x, y }, 1), Wide),
        Smooth(M, N, (x, y) => concat((IList<Tensor>)new[] { x, y }, 1), Wide),
        Smooth(M, N, (x, y) => hstack(new[] { x, y }), Wide),
        Smooth(M, N, (x, y) => vstack(new[] { x, y }), (a, b) => new Nd([4, 4], [.. a.Data, .. b.Data])),
        Smooth(M, N, (x, y) => stack(new[] { x, y }, 0), (a, b) => new Nd([2, 2, 4], [.. a.Data, .. b.Data])),
        Smooth(M, N, (x, y) => block_diag(new[] { x, y }), (a, b) => Nd.Of([4, 8], i =>
            i[0] < 2 && i[1] < 4 ? a[i[0], i[1]] : i[0] >= 2 && i[1] >= 4 ? b[i[0] - 2, i[1] - 4] : 0)),
        Smooth(Nd.Vector(1, 2), Nd.Vector(3, 4, 5), (x, y) => meshgrid(new[] { x, y }, "ij")[1],
            (_, b) => Nd.Of([2, 3], i => b.Data[i[1]])),
    ];

    private static Nd Wide(Nd a, Nd b) => Nd.Of([2, 8], i => i[1] < 4 ? a[i[0], i[1]] : b[i[0], i[1] - 4]);

    private static Nd Columns(Nd n, int start, int count) => Nd.Of([n.Shape[0], count], i => n[i[0], start + i[1]]);
}
