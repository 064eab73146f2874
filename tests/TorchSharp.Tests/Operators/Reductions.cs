using static TorchSharp.Tests.Cases;

namespace TorchSharp.Tests.Operators;

/// <summary>Many elements to one, and running sums.</summary>
internal static class Reductions
{
    private static Nd M => Nd.Drawn(1, 0.5, 2, 2, 3);

    private static Nd Flags => new([2, 3], [0, 1, 0, 1, 1, 1]);

    public static IEnumerable<Case> Cases() =>
        [.. Sums(), .. Means(), .. Spreads(), .. Norms(), .. Questions(), .. Running()];

    private static IEnumerable<Case> Sums() =>
    [
        Smooth(M, x => x.sum((torch.ScalarType?)null), n => n.Reduce(Enumerable.Sum)),
        Smooth(M, x => x.sum(1, true, null), n => n.Reduce(1, true, Enumerable.Sum)),
        Smooth(M, x => x.sum(-1, false, torch.ScalarType.Float64), n => n.Reduce(1, false, Enumerable.Sum)),
        Smooth(M, x => x.sum(new long[] { 0, 1 }, false, null), n => n.Reduce(Enumerable.Sum)),
        Smooth(M, x => x.nansum(), n => n.Reduce(Enumerable.Sum)),
        Exact(Nd.Vector(1, double.NaN, 2), x => x.nansum(), _ => Nd.Scalar(3)),
        Smooth(M, x => x.prod((torch.ScalarType?)null), n => n.Reduce(Product)),
        Smooth(M, x => x.prod(1, false, null), n => n.Reduce(1, false, Product)),
        Smooth(M, x => x.logsumexp(1, false), n => n.Reduce(1, false, line => Math.Log(line.Sum(Math.Exp)))),
    ];

    private static IEnumerable<Case> Means() =>
    [
        Smooth(M, x => x.mean(), n => n.Reduce(Enumerable.Average)),
        Smooth(M, x => x.mean(new long[] { 1 }, true, null), n => n.Reduce(1, true, Enumerable.Average)),
        Smooth(Nd.Vector(3, 1, 2), x => x.median(), n => n.Reduce(line => line.Order().ElementAt(1))),
        Smooth(Nd.Vector(3, 1, 2), Nd.Vector(0.25), (x, y) => x.quantile(y.detach(), 0, false), (n, _) =>
            Nd.Vector((n.Data.Order().ElementAt(0) + n.Data.Order().ElementAt(1)) / 2)),
    ];

    private static IEnumerable<Case> Spreads() =>
    [
        Smooth(M, x => x.var(true), n => n.Reduce(line => Variance(line, 1))),
        Smooth(M, x => x.var(false), n => n.Reduce(line => Variance(line, 0))),
        Smooth(M, x => x.var(1, true, false, null), n => n.Reduce(1, false, line => Variance(line, 1))),
        Smooth(M, x => x.var(new long[] { 1 }, false, true, null), n => n.Reduce(1, true, line => Variance(line, 0))),
        Smooth(M, x => x.std(true), n => n.Reduce(line => Math.Sqrt(Variance(line, 1)))),
        Smooth(M, x => x.std(1, true, false, null), n => n.Reduce(1, false, line => Math.Sqrt(Variance(line, 1)))),
        Smooth(M, x => x.std(new long[] { 1 }, false, true, null),
            n => n.Reduce(1, true, line => Math.Sqrt(Variance(line, 0)))),
    ];

    private static IEnumerable<Case> Norms() =>
    [
        Smooth(M, x => x.norm(2f), n => n.Reduce(line => Norm(line, 2))),
        Smooth(M, x => x.norm(3f), n => n.Reduce(line => Norm(line, 3))),
        Smooth(M, x => x.norm(1, true, 2f), n => n.Reduce(1, true, line => Norm(line, 2))),
    ];

    private static IEnumerable<Case> Questions() =>
    [
        Exact(Flags, x => x.any(), _ => Nd.Scalar(1)), Exact(Flags, x => x.all(), _ => Nd.Scalar(0)),
        Exact(Flags, x => x.any(0, false), _ => Nd.Vector(1, 1, 1)),
        Exact(Flags, x => x.all(1, true), _ => new Nd([2, 1], [0, 1])),
        Exact(Flags, x => x.count_nonzero(null), _ => Nd.Scalar(4)),
        Exact(Flags, x => x.count_nonzero(new long[] { 1 }), _ => Nd.Vector(1, 3)),
    ];

    private static IEnumerable<Case> Running() =>
    [
        Smooth(M, x => x.cumsum(1, null), n => n.Lines(1, line => Scan(line, (a, b) => a + b))),
        Smooth(M, x => x.cumprod(1, null), n => n.Lines(1, line => Scan(line, (a, b) => a * b))),
        Smooth(M, x => x.logcumsumexp(1),
            n => n.Lines(1, line => Scan(line, (a, b) => Math.Log(Math.Exp(a) + Math.Exp(b))))),
    ];

    private static double Product(double[] line) => line.Aggregate(1.0, (a, b) => a * b);

    private static double Norm(double[] line, double p) => Math.Pow(line.Sum(v => Math.Pow(Math.Abs(v), p)), 1 / p);

    private static double Variance(double[] line, int correction) =>
        line.Sum(v => (v - line.Average()) * (v - line.Average())) / (line.Length - correction);

    private static double[] Scan(double[] line, Func<double, double, double> f)
    {
        double[] result = [.. line];
        for (int i = 1; i < line.Length; i++) result[i] = f(result[i - 1], line[i]);
        return result;
    }
}
