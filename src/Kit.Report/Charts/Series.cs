using Kit.Evaluate.Statistics;

namespace Kit.Report;

/// <summary>One named line, in order of x.</summary>
public sealed record Series(string Name, Sequence<Point> Points)
{
    /// <summary>A single run.</summary>
    public static Series From(string name, IEnumerable<(double X, double Y)> points) =>
        new(name, Sequence.From(points.OrderBy(point => point.X).Select(point => Point.From(point.X, point.Y))));

    /// <summary>The mean over runs at every x that all of them reached, with a band.</summary>
    /// <remarks>Same-step comparison: a run that ended early does not drag the mean at later steps.</remarks>
    public static Series OverSeeds(
        string name, IReadOnlyList<IEnumerable<(double X, double Y)>> runs, Band band = Band.Range) =>
        new(name, Sequence.From(runs
            .SelectMany(run => run)
            .GroupBy(point => point.X, point => point.Y)
            .Where(group => group.Count() == runs.Count)
            .OrderBy(group => group.Key)
            .Select(group => Around(group.Key, [.. group], band))));

    /// <summary>The mean of every <paramref name="width"/> neighbours: a curve that a reader can follow.</summary>
    public Series Smoothed(int width) => this with
    {
        Points = Sequence.From(Points.Chunk(width).Select(chunk => new Point(
            chunk.Average(p => p.X), chunk.Average(p => p.Y), chunk.Average(p => p.Low), chunk.Average(p => p.High)))),
    };

    /// <summary>The stretches between values that have no place: a gap is drawn as a gap.</summary>
    internal IReadOnlyList<Point[]> Runs(Scale x, Scale y)
    {
        var runs = new List<Point[]>();
        var run = new List<Point>();
        foreach (var point in Points.Append(Point.From(double.NaN, double.NaN)))
        {
            if (x.Admits(point.X) && y.Admits(point.Y)) run.Add(point);
            else if (run.Count > 0)
            {
                runs.Add([.. run]);
                run.Clear();
            }
        }

        return runs;
    }

    private static Point Around(double x, double[] values, Band band)
    {
        var spread = MeanStd.From(values);
        return band == Band.Range
            ? new Point(x, spread.Mean, values.Min(), values.Max())
            : new Point(x, spread.Mean, spread.Mean - Known(spread.Std), spread.Mean + Known(spread.Std));
    }

    private static double Known(double std) => double.IsNaN(std) ? 0 : std;
}
