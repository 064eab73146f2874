using System.Globalization;

namespace Kit.Expressions;

/// <summary>Float64 numbers over [], [B] or [B, T]: evidence and values of the managed interpreter.</summary>
/// <param name="Shape">Sizes of the axes; empty for one number.</param>
/// <param name="Values">Row-major.</param>
[TypeFormatterSource]
public sealed record Grid(Sequence<int> Shape, Sequence<double> Values)
{
    /// <summary>One number, [].</summary>
    public static Grid From(double value) => new([], [value]);

    /// <summary>[B].</summary>
    public static Grid From(IEnumerable<double> values)
    {
        var row = Sequence.From(values);
        return new([row.Count], row);
    }

    /// <summary>[B, T]; rows of one length, padded.</summary>
    public static Grid From(IEnumerable<IEnumerable<double>> rows)
    {
        double[][] table = [.. rows.Select(row => row.ToArray())];
        var width = table.Length == 0 ? 0 : table[0].Length;
        return table.FirstOrDefault(row => row.Length != width) is { } other
            ? throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"grid: expected rows of {width} numbers, got one of {other.Length}. Pad the rows to one length."))
            : new([table.Length, width], Sequence.From(table.SelectMany(row => row)));
    }

    /// <summary>The number of [].</summary>
    public double Value => Shape.Count == 0
        ? Values[0]
        : throw new InvalidOperationException($"grid: expected one number [], got {Shape}. Index its Values instead.");

    /// <summary>The number at row b, column t.</summary>
    public double this[int b, int t] => Values[b * Shape[1] + t];

    /// <summary>f at every place.</summary>
    public Grid Map(Func<double, double> f) => new(Shape, Sequence.From(Values.Select(f)));

    internal Grid Zip(Grid other, Func<double, double, double> f) => (Shape.Count, other.Shape.Count) switch
    {
        (0, _) => other.Map(y => f(Value, y)),
        (_, 0) => Map(x => f(x, other.Value)),
        _ => new(Shape, Sequence.From(Values.Zip(other.Values, f))),
    };

    /// <summary>Folds the last axis.</summary>
    internal Grid SumLast()
    {
        var width = Shape[^1];
        Sequence<int> kept = Sequence.From(Shape.SkipLast(1));
        var rows = kept.Count == 0 ? 1 : kept[0];
        var sums = Enumerable.Range(0, rows).Select(row => Values.Skip(row * width).Take(width).Sum());
        return new(kept, Sequence.From(sums));
    }

    /// <summary>A map of every line along the last axis.</summary>
    internal Grid MapLast(LineMap map)
    {
        var values = Values.AsSpan();
        var width = Shape[^1];
        var mapped = new List<double>(values.Length);
        for (var start = 0; start < values.Length; start += width) mapped.AddRange(map(values.Slice(start, width)));
        return new(Shape, Sequence.From(mapped));
    }

    /// <summary>[B] by keys [B], stable.</summary>
    internal Grid Arrange(Ordering ordering, Grid keys)
    {
        int[] order = [.. Enumerable.Range(0, Values.Count).OrderBy(b => keys.Values[b])];
        var sorted = order.Select(b => Values[b]);
        if (ordering == Ordering.Sort) return new(Shape, Sequence.From(sorted));
        var back = new double[order.Length];
        for (var k = 0; k < order.Length; k++) back[order[k]] = Values[k];
        return new(Shape, Sequence.From<double>(back));
    }

    /// <summary>One line along an axis, transformed.</summary>
    internal delegate double[] LineMap(ReadOnlySpan<double> line);

    /// <summary>Repeats over new last axes.</summary>
    internal Grid Expand(Sequence<int> shape)
    {
        var copies = shape.Skip(Shape.Count).Aggregate(1, (product, size) => product * size);
        return new(shape, Sequence.From(Values.SelectMany(value => Enumerable.Repeat(value, copies))));
    }

    public override string ToString() =>
        $"{Shape}: {string.Join(", ", Values.Take(8).Select(x => x.ToString("G6", CultureInfo.InvariantCulture)))}"
        + (Values.Count > 8 ? ", …" : "");
}
