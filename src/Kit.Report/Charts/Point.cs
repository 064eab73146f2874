namespace Kit.Report;

/// <summary>A point of a chart with the limits of its band.</summary>
/// <param name="X">In the x axis' unit.</param>
/// <param name="Y">In the y axis' unit.</param>
/// <param name="Low">Lower limit of the band; Y without one.</param>
/// <param name="High">Upper limit.</param>
public readonly record struct Point(double X, double Y, double Low, double High)
{
    public static Point From(double x, double y) => new(x, y, y, y);
}
