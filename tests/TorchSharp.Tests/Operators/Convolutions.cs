using static TorchSharp.Tests.Cases;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Operators;

/// <summary>Sliding windows over images and clips.</summary>
internal static class Convolutions
{
    private static Nd Image => Nd.Drawn(1, -2, 2, 1, 2, 4, 4);

    private static Nd Kernel => Nd.Drawn(2, -2, 2, 3, 2, 2, 2);

    private static Nd Bias => Nd.Drawn(3, -2, 2, 3);

    private static Nd Ramp => Nd.Of([1, 1, 2, 2], i => (2 * i[2]) + i[3] + 0.5);

    public static IEnumerable<Case> Cases() => [.. Convolved(), .. Pooled(), .. Padded(), .. Resized()];

    private static IEnumerable<Case> Convolved() =>
    [
        Smooth(Image, Kernel, Bias, (x, w, b) => functional.conv2d(x, w, b, new long[] { 2, 2 }, null, null, 1),
            (x, w, b) => Nd.Of([1, 3, 2, 2], i =>
            b.Data[i[1]] + Offsets(2, 2,
                2).Sum(o => w[i[1], o[0], o[1], o[2]] * x[0, o[0], (2 * i[2]) + o[1], (2 * i[3]) + o[2]]))),
        Smooth(Image, Kernel, (x, w) => functional.conv2d(x, w, null, null, new long[] { 1, 1 }, null, 1),
            (x, w) => Nd.Of([1, 3, 5, 5], i =>
            Offsets(2, 2, 2).Sum(o => w[i[1], o[0], o[1], o[2]] * At(x, o[0], i[2] + o[1] - 1, i[3] + o[2] - 1)))),
        Smooth(Image.Reshape(1, 4, 8), Nd.Drawn(4, -1, 1, 2, 4, 3),
            (x, w) => functional.conv1d(x, w, null, 1L, null, null, 1), (x, w) => Nd.Of([1, 2, 6], i =>
            Offsets(4, 3, 1).Sum(o => w[i[1], o[0], o[1]] * x[0, o[0], i[2] + o[1]]))),
        Smooth(Image.Reshape(1, 1, 2, 4, 4), Nd.Drawn(5, -1, 1, 2, 1, 2, 2, 2),
            (x, w) => functional.conv3d(x, w, null, null, null, null, 1), (x, w) =>
            Nd.Of([1, 2, 1, 3, 3],
                i =>
                    Offsets(2, 2, 2).Sum(o => w[i[1], 0, o[0], o[1], o[2]] * x[0, 0, o[0], i[3] + o[1], i[4] + o[2]]))),
        Smooth(Image, x => functional.unfold(x, 2, 1, 0, 2), n => Nd.Of([1, 8, 4], i =>
            n[0, i[1] / 4, (2 * (i[2] / 2)) + (i[1] / 2 % 2), (2 * (i[2] % 2)) + (i[1] % 2)])),
    ];

    private static IEnumerable<Case> Pooled() =>
    [
        Smooth(Image, x => functional.avg_pool2d(x, new long[] { 2, 2 }, null, null, false, true, null),
            n => Pool(n, Enumerable.Average)),
        Smooth(Image, x => functional.avg_pool2d(x, 2, null, 0, false, true, null), n => Pool(n, Enumerable.Average)),
        Smooth(Image, x => functional.adaptive_avg_pool2d(x, new long[] { 2, 2 }), n => Pool(n, Enumerable.Average)),
        Smooth(Image, x => functional.adaptive_avg_pool2d(x, 2), n => Pool(n, Enumerable.Average)),
        Smooth(Image, x => functional.max_pool2d(x, new long[] { 2, 2 }, null, null, null, false),
            n => Pool(n, Enumerable.Max)),
    ];

    private static IEnumerable<Case> Padded() =>
    [
        Smooth(Image, x => functional.pad(x, new long[] { 1, 0, 0, 2 }, PaddingModes.Constant, 7),
            n => Nd.Of([1, 2, 6, 5], i =>
            i[2] < 4 && i[3] >= 1 ? n[0, i[1], i[2], i[3] - 1] : 7)),
        Smooth(Image, x => functional.pad(x, ValueTuple.Create(1L, 0L), PaddingModes.Constant, 7),
            n => Nd.Of([1, 2, 4, 5], i =>
            i[3] >= 1 ? n[0, i[1], i[2], i[3] - 1] : 7)),
        Smooth(Image, x => functional.pad(x, new long[] { 2, 0, 0, 0 }, PaddingModes.Reflect, 0),
            n => Nd.Of([1, 2, 4, 6], i => n[0, i[1], i[2], Math.Abs(i[3] - 2)])),
        Smooth(Image, x => functional.pad(x, new long[] { 2, 0, 0, 0 }, PaddingModes.Replicate, 0),
            n => Nd.Of([1, 2, 4, 6], i => n[0, i[1], i[2], Math.Max(0, i[3] - 2)])),
        Smooth(Image, x => functional.pad(x, new long[] { 2, 0, 0, 0 }, PaddingModes.Circular, 0),
            n => Nd.Of([1, 2, 4, 6], i => n[0, i[1], i[2], (i[3] + 2) % 4])),
    ];

    private static IEnumerable<Case> Resized() =>
    [
        Smooth(Ramp,
            x =>
                functional.interpolate(x, new long[] { 4, 4 }, null, InterpolationMode.Nearest, null, false, false),
                n =>
            Nd.Of([1, 1, 4, 4], i => n[0, 0, i[2] / 2, i[3] / 2])),
        Smooth(Ramp,
            x =>
                functional.interpolate(x, null, new[] { 2.0, 2.0 }, InterpolationMode.Nearest, null, false, false), n =>
            Nd.Of([1, 1, 4, 4], i => n[0, 0, i[2] / 2, i[3] / 2])),
        Smooth(Ramp,
            x =>
                functional.interpolate(x, new long[] { 4, 4 }, null, InterpolationMode.Bilinear, false, false, false),
                n => Bilinear(n, i => (i + 0.5) / 2 - 0.5)),
        Smooth(Ramp,
            x =>
                functional.interpolate(x, new long[] { 4, 4 }, null, InterpolationMode.Bilinear, true, false, false),
                n => Bilinear(n, i => i / 3.0)),
        Smooth(Image,
            x =>
                functional.interpolate(x, new long[] { 2, 2 }, null, InterpolationMode.Area, null, false, false), n =>
                    Pool(n, Enumerable.Average)),
    ];

    private static Nd Bilinear(Nd n, Func<int, double> place)
    {
        double Along(int i, double low, double high) => low + (Math.Clamp(place(i), 0, 1) * (high - low));
        return Nd.Of([1, 1, 4, 4], i =>
            Along(i[2], Along(i[3], n[0, 0, 0, 0], n[0, 0, 0, 1]), Along(i[3], n[0, 0, 1, 0], n[0, 0, 1, 1])));
    }

    private static double At(Nd x, int channel, int row, int column) =>
        row < 0 || column < 0 || row > 3 || column > 3 ? 0 : x[0, channel, row, column];

    private static Nd Pool(Nd n, Func<double[], double> f) => Nd.Of([1, 2, 2, 2], i =>
        f([.. Offsets(1, 2, 2).Select(o => n[0, i[1], (2 * i[2]) + o[1], (2 * i[3]) + o[2]])]));

    private static IEnumerable<int[]> Offsets(int a, int b, int c) =>
        Enumerable.Range(0, a * b * c).Select(i => new[] { i / (b * c), i / c % b, i % c });
}
