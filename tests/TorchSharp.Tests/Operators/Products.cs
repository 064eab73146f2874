using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Operators;

/// <summary>Products of matrices and vectors.</summary>
internal static class Products
{
    private static Nd A => Nd.Drawn(1, -2, 2, 2, 3);

    private static Nd B => Nd.Drawn(2, -2, 2, 3, 4);

    private static Nd C => Nd.Drawn(3, -2, 2, 2, 4);

    private static Nd V => Nd.Drawn(4, -2, 2, 3);

    private static Nd W => Nd.Drawn(5, -2, 2, 3);

    private static Nd Stack => Nd.Drawn(6, -2, 2, 2, 2, 3);

    private static Nd Stacked => Nd.Drawn(7, -2, 2, 2, 3, 4);

    private static Nd Bias => Nd.Drawn(8, -2, 2, 2, 2, 4);

    public static IEnumerable<Case> Cases() =>
    [
        Smooth(A, B, (x, y) => x.matmul(y), (a, b) => a.Product(b)),
        Smooth(A, B, (x, y) => x.mm(y), (a, b) => a.Product(b)),
        Smooth(Stack, Stacked, (x, y) => x.matmul(y), (a, b) => a.Product(b)),
        Smooth(Stack, Stacked, (x, y) => x.bmm(y), (a, b) => a.Product(b)),
        Smooth(Stack, B, (x, y) => x.matmul(y), (a, b) => a.Product(b)),
        Smooth(A, V, (x, y) => x.mv(y), (a, v) => a.Product(v.Reshape(3, 1)).Reshape(2)),
        Smooth(V, W, (x, y) => x.dot(y), (v, w) => Nd.Scalar(v.Dot(w))),
        Smooth(V, W, (x, y) => x.inner(y), (v, w) => Nd.Scalar(v.Dot(w))),
        Smooth(V, W, (x, y) => x.outer(y), (v, w) => v.Reshape(3, 1).Product(w.Reshape(1, 3))),
        Smooth(V, W, (x, y) => x.kron(y), (v, w) => v.Reshape(3, 1).Product(w.Reshape(1, 3)).Reshape(9)),
        Smooth(C, A, B, (x, y, z) => x.addmm(y, z, 0.5f, 2f),
            (c, a, b) => c.Zip(a.Product(b), (p, q) => (0.5 * p) + (2 * q))),
        Smooth(Bias, Stack, Stacked, (x, y, z) => x.baddbmm(y, z, 0.5f, 2f),
            (c, a, b) => c.Zip(a.Product(b), (p, q) => (0.5 * p) + (2 * q))),
        Smooth(A, B, (x, y) => x.tensordot(y, new long[] { 1 }, new long[] { 0 }), (a, b) => a.Product(b)),
        Smooth(A, B, (x, y) => einsum("ij,jk->ki", new[] { x, y }), (a, b) => a.Product(b).Permute(1, 0)),
        Smooth(A, Nd.Drawn(9, 3, 4, 2, 3), (x, y) => cdist(x, y, 2.0, compute_mode.donot_use_mm_for_euclid_dist),
            (a, b) => Nd.Of([2, 2], i =>
            Math.Sqrt(Enumerable.Range(0, 3).Sum(k => Math.Pow(a[i[0], k] - b[i[1], k], 2))))),
    ];
}
