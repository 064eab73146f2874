using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Operators;

/// <summary>Losses as functions, with every reduction.</summary>
internal static class Losses
{
    private static readonly Tensor Classes = tensor(new long[] { 2, 0 }).DetachFromDisposeScope();
    private static readonly Tensor Ignored = tensor(new long[] { 2, -100 }).DetachFromDisposeScope();
    private static readonly Tensor Weights = tensor(new[] { 0.5, 1, 2 }).DetachFromDisposeScope();

    private static Nd Logits => Nd.Drawn(1, -2, 2, 2, 3);

    private static Nd Target => Nd.Drawn(2, 0.1, 0.9, 2, 3);

    public static IEnumerable<Case> Cases() =>
        [.. Enum.GetValues<Reduction>().SelectMany(how => Reduced(how)), .. Chosen()];

    private static IEnumerable<Case> Reduced(Reduction how) =>
    [
        Smooth(Logits, Target, (x, y) => functional.mse_loss(x, y, how),
            (a, b) => Reduce(a.Zip(b, (p, q) => (p - q) * (p - q)), how)),
        Smooth(Logits, Target, (x, y) => functional.l1_loss(x, y, how),
            (a, b) => Reduce(a.Zip(b, (p, q) => Math.Abs(p - q)), how)),
        Smooth(Logits, Target, (x, y) => functional.smooth_l1_loss(x, y, how, 0.5),
            (a, b) => Reduce(a.Zip(b, (p, q) => Huber(p - q, 0.5) / 0.5), how)),
        Smooth(Logits, Target, (x, y) => functional.huber_loss(x, y, 0.5, how),
            (a, b) => Reduce(a.Zip(b, (p, q) => Huber(p - q, 0.5)), how)),
        Smooth(Target, x => functional.binary_cross_entropy(x, ones(2, 3, float64, null, false, null), null, how),
            a => Reduce(a.Map(p => -Math.Log(p)), how)),
        Smooth(Logits, Target, (x, y) => functional.binary_cross_entropy_with_logits(x, y.detach(), null, how, null),
            (a, b) =>
            Reduce(a.Zip(b, (z, y) => Math.Log(1 + Math.Exp(z)) - (z * y)), how)) with { Smooth = false },
        Smooth(Logits,
            x =>
                functional.binary_cross_entropy_with_logits(x, zeros(2, 3, float64, null, false, null), null, how,
                null), a =>
            Reduce(a.Map(z => Math.Log(1 + Math.Exp(z))), how)),
        Smooth(Logits, Target, (x, y) => functional.kl_div(x, y, true, how),
            (a, b) => Reduce(a.Zip(b, (p, q) => Math.Exp(q) * (q - p)), how)),
        Smooth(Logits, Target, (x, y) => functional.kl_div(x, y, false, how),
            (a, b) => Reduce(a.Zip(b, (p, q) => q * (Math.Log(q) - p)), how)),
        Smooth(Logits, x => functional.cross_entropy(x, Classes, null, -100, how, 0.0), a => Reduce(Surprise(a), how)),
        Smooth(Logits, x => functional.nll_loss(x, Classes, null, how),
            a => Reduce(Nd.Vector(-a[0, 2], -a[1, 0]), how)),
    ];

    private static IEnumerable<Case> Chosen() =>
    [
        Smooth(Logits, x => functional.cross_entropy(x, Ignored, null, -100, Reduction.Mean, 0.0),
            a => Nd.Scalar(Surprise(a).Data[0])),
        Smooth(Logits, x => functional.cross_entropy(x, Classes, Weights, -100, Reduction.Mean, 0.0), a =>
            Nd.Scalar(((2 * Surprise(a).Data[0]) + (0.5 * Surprise(a).Data[1])) / 2.5)),
        Smooth(Logits, x => functional.cross_entropy(x, Classes, null, -100, Reduction.Sum, 0.3), a =>
            Nd.Scalar(((0.7 * Surprise(a).Data.Sum()) + (0.1 * Arithmetic.Softmax(a).Data.Sum(p => -Math.Log(p)))))),
        Smooth(Logits, x => functional.nll_loss(x, Classes, Weights, Reduction.Sum),
            a => Nd.Scalar((-2 * a[0, 2]) - (0.5 * a[1, 0]))),
        Smooth(Logits,
            x =>
                functional.binary_cross_entropy_with_logits(x, ones(2, 3, float64, null, false, null), null,
                Reduction.Sum, Weights), a =>
            a.Zip(Nd.Vector(0.5, 1, 2), (z, w) => w * Math.Log(1 + Math.Exp(-z))).Reduce(Enumerable.Sum)),
    ];

    private static Nd Surprise(Nd logits)
    {
        var p = Arithmetic.Softmax(logits);
        return Nd.Vector(-Math.Log(p[0, 2]), -Math.Log(p[1, 0]));
    }

    private static double Huber(double error, double delta) => Math.Abs(error) < delta
        ? error * error / 2
        : delta * (Math.Abs(error) - (delta / 2));

    private static Nd Reduce(Nd losses, Reduction how) => how switch
    {
        Reduction.Mean => losses.Reduce(Enumerable.Average),
        Reduction.Sum => losses.Reduce(Enumerable.Sum),
        _ => losses,
    };
}
