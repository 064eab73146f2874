using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>A float64 array in managed memory, row-major: what the operators are checked against.</summary>
internal sealed record Nd(int[] Shape, double[] Data)
{
    public int Rank => Shape.Length;

    public double this[params int[] index] => Data[Offset(index)];

    public static Nd Scalar(double value) => new([], [value]);

    public static Nd Vector(params double[] values) => new([values.Length], values);

    public static Nd Of(int[] shape, Func<int[], double> element) =>
        new(shape, Enumerable.Range(0, Count(shape)).Select(i => element(Index(shape, i))).ToArray());

    /// <summary>Values in (low, high), the same for the same seed.</summary>
    public static Nd Drawn(int seed, double low, double high, params int[] shape)
    {
        ulong state = (ulong)seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019;
        double Next()
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return low + ((high - low) * ((state >> 11) * (1.0 / (1UL << 53))));
        }
        return new(shape, Enumerable.Range(0, Count(shape)).Select(_ => Next()).ToArray());
    }

    public static Nd From(Tensor tensor)
    {
        using var plain = tensor.detach().to(ScalarType.Float64);
        return new([.. tensor.shape.Select(size => (int)size)], plain.data<double>().ToArray());
    }

    public Tensor ToTensor() => tensor(Data, [.. Shape.Select(size => (long)size)]);

    public Nd Map(Func<double, double> f) => new(Shape, Array.ConvertAll(Data, x => f(x)));

    /// <summary>Element by element, with axes of size one stretched.</summary>
    public Nd Zip(Nd other, Func<double, double, double> f)
    {
        int rank = Math.Max(Rank, other.Rank);
        int[] left = Padded(Shape, rank), right = Padded(other.Shape, rank);
        return Of([.. left.Zip(right, Math.Max)], index => f(Stretched(index), other.Stretched(index)));
    }

    public Nd Reduce(int axis, bool keep, Func<double[], double> f)
    {
        axis = axis < 0 ? axis + Rank : axis;
        int[] shape = [.. Shape[..axis], 1, .. Shape[(axis + 1)..]];
        var kept = Of(shape, index => f(Line(index, axis)));
        return keep ? kept : kept.Reshape([.. Shape[..axis], .. Shape[(axis + 1)..]]);
    }

    public Nd Reduce(Func<double[], double> f) => Scalar(f(Data));

    /// <summary>Applies a function to every line along an axis.</summary>
    public Nd Lines(int axis, Func<double[], double[]> f) =>
        Of(Shape, index => f(Line(index, axis < 0 ? axis + Rank : axis))[index[axis < 0 ? axis + Rank : axis]]);

    public Nd Reshape(params int[] shape) => new(shape, Data);

    public Nd Permute(params int[] axes) => Of(
        [.. axes.Select(axis => Shape[axis])],
        index => this[[.. Enumerable.Range(0, Rank).Select(axis => index[Array.IndexOf(axes, axis)])]]);

    /// <summary>[*, m, k] · [*, k, n].</summary>
    public Nd Product(Nd other)
    {
        int k = Shape[^1];
        return Of(
            [.. Shape[..^1], other.Shape[^1]],
            index => Enumerable.Range(0, k).Sum(i =>
                this[[.. index[..^1], i]] * other[[.. index[..^2].Take(other.Rank - 2), i, index[^1]]]));
    }

    public double Dot(Nd other) => Data.Zip(other.Data, (a, b) => a * b).Sum();

    private double[] Line(int[] index, int axis) => [.. Enumerable.Range(0, Shape[axis]).Select(i =>
        this[[.. index[..axis], i, .. index[(axis + 1)..]]])];

    private double Stretched(int[] index)
    {
        int[] own = index[(index.Length - Rank)..];
        return this[[.. own.Zip(Shape, (i, size) => size == 1 ? 0 : i)]];
    }

    private int Offset(int[] index) =>
        index.Zip(Shape).Aggregate(0, (offset, pair) => (offset * pair.Second) + pair.First);

    private static int[] Padded(int[] shape, int rank) => [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];

    private static int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);

    private static int[] Index(int[] shape, int position)
    {
        var index = new int[shape.Length];
        for (int d = shape.Length - 1; d >= 0; d--) (position, index[d]) = Math.DivRem(position, shape[d]);
        return index;
    }
}
