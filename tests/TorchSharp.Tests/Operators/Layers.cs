using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Operators;

/// <summary>Layers as functions.</summary>
internal static class Layers
{
    private static Nd X => Nd.Drawn(1, -2, 2, 2, 4);

    private static Nd W => Nd.Drawn(2, -2, 2, 3, 4);

    private static Nd B => Nd.Drawn(3, -2, 2, 3);

    private static Nd Q => Nd.Drawn(4, -2, 2, 2, 3, 4);

    private static Nd K => Nd.Drawn(5, -2, 2, 2, 3, 4);

    private static Nd V => Nd.Drawn(6, -2, 2, 2, 3, 4);

    public static IEnumerable<Case> Cases() => [.. Activations(), .. Affine(), .. Normal(), .. Attention()];

    private static IEnumerable<Case> Activations() =>
    [
        .. new[] { false, true }.SelectMany(inplace => new[]
        {
            Smooth(X, x => functional.relu(x, inplace), n => n.Map(v => Math.Max(v, 0))),
            Smooth(X, x => functional.silu(x, inplace), n => n.Map(v => v / (1 + Math.Exp(-v)))),
            Smooth(X, x => functional.tanh(x, inplace), n => n.Map(Math.Tanh)),
            Smooth(X, x => functional.leaky_relu(x, 0.2, inplace), n => n.Map(v => v > 0 ? v : 0.2 * v)),
            Smooth(X, x => functional.elu(x, 1.5, inplace), n => n.Map(v => v > 0 ? v : 1.5 * (Math.Exp(v) - 1))),
            Smooth(X, x => functional.dropout(x, 0.5, false, inplace), n => n),
        }),
        Exact(X, x => functional.gelu(x, false).sub(x.gelu()), n => n.Map(_ => 0)),
        Exact(X, x => functional.gelu(x.clone(), true).sub(x.gelu()), n => n.Map(_ => 0)),
        Exact(Nd.Vector(2, 0), x => functional.one_hot(x, 3),
            _ => new Nd([2, 3], [0, 0, 1, 1, 0, 0])) with { Dtype = ScalarType.Int64 },
    ];

    private static IEnumerable<Case> Affine() =>
    [
        Smooth(X, W, B, (x, w, b) => functional.linear(x, w, b),
            (x, w, b) => x.Product(w.Permute(1, 0)).Zip(b, (p, q) => p + q)),
        Smooth(X, W, (x, w) => functional.linear(x, w, null), (x, w) => x.Product(w.Permute(1, 0))),
        Smooth(X, Nd.Drawn(7, -1, 1, 2, 2), Nd.Drawn(8, -1, 1, 3, 4, 2),
            (x, y, w) => functional.bilinear(x, y, w, null), (x, y, w) =>
            Nd.Of([2, 3], i => Terms(4, 2).Sum(t => x[i[0], t.Item1] * w[i[1], t.Item1, t.Item2] * y[i[0], t.Item2]))),
    ];

    private static IEnumerable<Case> Normal() =>
    [
        Smooth(X, Nd.Drawn(8, 0.5, 2, 4), Nd.Drawn(9, -1, 1, 4),
            (x, w, b) => functional.layer_norm(x, new long[] { 4 }, w, b, 1e-3), (x, w, b) =>
            x.Lines(1, line => Standard(line, 1e-3)).Zip(w, (p, q) => p * q).Zip(b, (p, q) => p + q)),
        Smooth(X, Nd.Drawn(8, 0.5, 2, 4), Nd.Drawn(9, -1, 1, 4), (x, w, b) => functional.group_norm(x, 2, w, b, 1e-3),
            (x, w, b) =>
            x.Reshape(2, 2, 2).Lines(2, line => Standard(line, 1e-3)).Reshape(2, 4).Zip(w, (p, q) => p * q).Zip(b,
                (p, q) => p + q)),
        Smooth(X, x => functional.normalize(x, 2.0, 1, 1e-12),
            n => n.Lines(1, line => [.. line.Select(v => v / Length(line))])),
        Smooth(X, Nd.Drawn(10, -2, 2, 2, 4), (x, y) => functional.cosine_similarity(x, y, 1, 1e-8),
            (x, y) => Nd.Of([2], i =>
            Dot(x, y, i[0]) / Math.Sqrt(Dot(x, x, i[0]) * Dot(y, y, i[0])))),
    ];

    private static IEnumerable<Case> Attention() =>
    [
        Smooth(Q, K, V, (q, k, v) => functional.scaled_dot_product_attention(q, k, v, null, 0.0, false),
            (q, k, v) => Attend(q, k, v, (_, _) => 0)),
        Smooth(Q, K, V, (q, k, v) => functional.scaled_dot_product_attention(q, k, v, null, 0.0, true), (q, k, v) =>
            Attend(q, k, v, (i, j) => j <= i ? 0 : double.NegativeInfinity)),
        Smooth(Q, K, V,
            (q, k, v) =>
                functional.scaled_dot_product_attention(q, k, v, eye(3, 3, float64, null, false, null), 0.0, false),
                (q, k, v) =>
            Attend(q, k, v, (i, j) => i == j ? 1 : 0)),
        Smooth(Q, K, V,
            (q, k, v) =>
                functional.scaled_dot_product_attention(q, k, v, ones(3, 3, @bool, null, false, null).tril(0), 0.0,
                false), (q, k, v) =>
            Attend(q, k, v, (i, j) => j <= i ? 0 : double.NegativeInfinity)),
    ];

    private static Nd Attend(Nd q, Nd k, Nd v, Func<int, int, double> bias)
    {
        var scores = q.Product(k.Permute(0, 2, 1));
        var weights = Nd.Of(scores.Shape, i => (scores[i] / 2) + bias(i[1], i[2]));
        return weights.Lines(2, line => [.. line.Select(s => Math.Exp(s) / line.Sum(Math.Exp))]).Product(v);
    }

    private static double Dot(Nd x, Nd y, int row) => Enumerable.Range(0, x.Shape[1]).Sum(j => x[row, j] * y[row, j]);

    private static double Length(double[] line) => Math.Sqrt(line.Sum(v => v * v));

    private static double[] Standard(double[] line, double eps)
    {
        double mean = line.Average(), variance = line.Average(v => (v - mean) * (v - mean));
        return [.. line.Select(v => (v - mean) / Math.Sqrt(variance + eps))];
    }

    private static IEnumerable<(int, int)> Terms(int rows, int columns) =>
        Enumerable.Range(0, rows).SelectMany(i => Enumerable.Range(0, columns).Select(j => (i, j)));
}
