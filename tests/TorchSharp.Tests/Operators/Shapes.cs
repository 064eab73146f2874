using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Views and copies with another shape or order.</summary>
internal static class Shapes
{
    private static Nd M => Nd.Drawn(1, -2, 2, 2, 3);

    private static Nd C => Nd.Drawn(2, -2, 2, 2, 3, 4);

    private static Nd V => Nd.Vector(1, 2, 3, 4);

    public static IEnumerable<Case> Cases() =>
        [.. Folding(), .. Turning(), .. Unit(), .. Stretching(), .. Sliding(), .. Triangles()];

    private static IEnumerable<Case> Folding() =>
    [
        Smooth(C, x => x.view(6, 4), n => n.Reshape(6, 4)), Smooth(C, x => x.view(-1), n => n.Reshape(24)),
        Smooth(C, M, (x, y) => x.reshape(4, 6)[0].reshape(2, 3).view_as(y), (n, _) => new Nd([2, 3], n.Data[..6])),
        Smooth(C, x => x.transpose(0, 2).reshape(-1, 2), n => n.Permute(2, 1, 0).Reshape(12, 2)),
        Smooth(C, x => x.ravel(), n => n.Reshape(24)), Smooth(C, x => x.flatten(1, -1), n => n.Reshape(2, 12)),
        Smooth(C, x => x.unflatten(2, 2, 2), n => n.Reshape(2, 3, 2, 2)),
        Smooth(C, x => x.unflatten(-1, 2, 2), n => n.Reshape(2, 3, 2, 2)),
        Smooth(M, x => x.contiguous(), n => n), Smooth(M, x => x.T.contiguous(), n => n.Permute(1, 0)),
        Smooth(M, x => x.clone(), n => n), Smooth(M, x => x.alias(), n => n), Exact(M, x => x.detach(), n => n),
        Exact(M, x => x.detach_(), n => n),
        Smooth(M, x => x.as_strided(new long[] { 3, 2 }, new long[] { 1, 3 }, 0), n => n.Permute(1, 0)),
    ];

    private static IEnumerable<Case> Turning() =>
    [
        Smooth(C, x => x.permute(2, 0, 1), n => n.Permute(2, 0, 1)),
        Smooth(C, x => x.permute((IEnumerable<long>)new long[] { 2, 0, 1 }), n => n.Permute(2, 0, 1)),
        Smooth(C, x => x.transpose(0, -1), n => n.Permute(2, 1, 0)),
        Smooth(C, x => x.transpose_(0, -1), n => n.Permute(2, 1, 0)),
        Smooth(C, x => x.swapaxes(0, 1), n => n.Permute(1, 0, 2)),
        Smooth(C, x => x.swapdims(0, 1), n => n.Permute(1, 0, 2)),
        Smooth(C, x => x.movedim(new long[] { 0 }, new long[] { 2 }), n => n.Permute(1, 2, 0)),
        Smooth(M, x => x.t(), n => n.Permute(1, 0)), Smooth(M, x => x.T, n => n.Permute(1, 0)),
        Smooth(C, x => x.mT, n => n.Permute(0, 2, 1)),
        Smooth(M, x => x.flip(1), n => n.Lines(1, line => [.. line.Reverse()])),
        Smooth(M, x => x.fliplr(), n => n.Lines(1, line => [.. line.Reverse()])),
        Smooth(M, x => x.flipud(), n => n.Lines(0, line => [.. line.Reverse()])),
        Smooth(V, x => x.roll(1, null), _ => Nd.Vector(4, 1, 2, 3)) with { Smooth = false },
        Smooth(M, x => x.roll(1, 1L), n => n.Lines(1, line => [line[2], line[0], line[1]])),
        Smooth(M, x => x.roll(new long[] { 1 }, new long[] { 1 }),
            n => n.Lines(1, line => [line[2], line[0], line[1]])),
    ];

    private static IEnumerable<Case> Unit() =>
    [
        Smooth(M, x => x.unsqueeze(1), n => n.Reshape(2, 1, 3)),
        Smooth(M, x => x.unsqueeze_(-1), n => n.Reshape(2, 3, 1)),
        Smooth(M.Reshape(2, 1, 3), x => x.squeeze(null), n => n.Reshape(2, 3)),
        Smooth(M.Reshape(2, 1, 3), x => x.squeeze(1L), n => n.Reshape(2, 3)),
        Smooth(M.Reshape(2, 1, 3), x => x.squeeze_(1L), n => n.Reshape(2, 3)),
        Smooth(M.Reshape(2, 1, 3), x => x.squeeze_(null), n => n.Reshape(2, 3)),
    ];

    private static IEnumerable<Case> Stretching() =>
    [
        Smooth(V.Reshape(4, 1), x => x.expand(4, 3), n => Nd.Of([4, 3], i => n.Data[i[0]])),
        Smooth(V.Reshape(4, 1), x => x.expand(new long[] { 4, 3 }, false), n => Nd.Of([4, 3], i => n.Data[i[0]])),
        Smooth(V.Reshape(1, 4), C.Reshape(6, 4), (x, y) => x.expand_as(y), (n, _) => Nd.Of([6, 4], i => n.Data[i[1]])),
        Smooth(V.Reshape(1, 4), x => x.broadcast_to(2, 4), n => Nd.Of([2, 4], i => n.Data[i[1]])),
        Smooth(V.Reshape(1, 4), C.Reshape(6, 4), (x, y) => broadcast_tensors(new[] { x, y })[0],
            (n, _) => Nd.Of([6, 4], i => n.Data[i[1]])),
        Smooth(V, x => x.repeat(2, 2), n => Nd.Of([2, 8], i => n.Data[i[1] % 4])),
        Smooth(V, x => x.tile(new long[] { 2 }), n => Nd.Of([8], i => n.Data[i[0] % 4])),
        Smooth(V, x => x.repeat_interleave(2, 0L, null), n => Nd.Of([8], i => n.Data[i[0] / 2])),
        Smooth(V, x => x.repeat_interleave(tensor(new long[] { 0, 2, 1, 0 }, null, null, false, null), 0L, null),
            n => Nd.Of([3], i => n.Data[i[0] == 2 ? 2 : 1])),
    ];

    private static IEnumerable<Case> Sliding() =>
    [
        Smooth(M, x => x.narrow(1, 1, 2), n => Nd.Of([2, 2], i => n[i[0], i[1] + 1])),
        Smooth(M, x => x.select(1, -1), n => Nd.Of([2], i => n[i[0], 2])),
        Smooth(V, x => x.slice(0, 1, 4, 2), n => Nd.Of([2], i => n.Data[1 + (2 * i[0])])),
        Smooth(V, x => x.unfold(0, 2, 1), n => Nd.Of([3, 2], i => n.Data[i[0] + i[1]])),
        Smooth(V, x => x.diff(1, -1, null, null), n => Nd.Of([3], i => n.Data[i[0] + 1] - n.Data[i[0]])),
        Smooth(M, x => x.diagonal(1, 0, 1), n => Nd.Of([2], i => n[i[0], i[0] + 1])),
        Smooth(M, x => x.diag(0), n => Nd.Of([2], i => n[i[0], i[0]])),
        Smooth(V, x => x.diag(0), n => Nd.Of([4, 4], i => i[0] == i[1] ? n.Data[i[0]] : 0)),
        Smooth(M.Reshape(3, 2), x => x.trace(), n => Nd.Scalar(n[0, 0] + n[1, 1])),
    ];

    private static IEnumerable<Case> Triangles() =>
    [
        Smooth(M, x => x.tril(0), n => Kept(n, i => i[1] <= i[0])),
        Smooth(M, x => x.tril_(0), n => Kept(n, i => i[1] <= i[0])),
        Smooth(M, x => x.triu(1), n => Kept(n, i => i[1] >= i[0] + 1)),
        Smooth(M, x => x.triu_(1), n => Kept(n, i => i[1] >= i[0] + 1)),
    ];

    private static Nd Kept(Nd n, Func<int[], bool> keep) => Nd.Of(n.Shape, i => keep(i) ? n[i] : 0);
}
