namespace Kit.Data.MovingShapes;

/// <summary>Where a still shape may lie.</summary>
internal static class Layout
{
    private const double Gap = 1.0 / 64;

    /// <summary>Clear of other still shapes.</summary>
    public static bool Apart(Extra extra, IEnumerable<Extra> others) =>
        others.All(other => Clear(extra, other.Place, other.Place, other.Across));

    /// <summary>Clear of where the hero starts and stops; it may pass over the shape in between.</summary>
    public static bool OffTheEnds(Extra extra, Hero hero) =>
        Clear(extra, hero.Motion.From, hero.Motion.From, hero.Across)
        && Clear(extra, hero.Motion.To, hero.Motion.To, hero.Across);

    /// <summary>Clear of the hero's whole way.</summary>
    public static bool OffTheWay(Extra extra, Hero hero) =>
        Clear(extra, hero.Motion.From, hero.Motion.To, hero.Across);

    /// <summary>No touch with a square of side <paramref name="across"/> swept along an axis.</summary>
    private static bool Clear(Extra extra, Point from, Point to, double across)
    {
        var reach = (extra.Across + across) / 2 + Gap;
        return Distance(extra.Place.X, from.X, to.X) > reach || Distance(extra.Place.Y, from.Y, to.Y) > reach;
    }

    /// <summary>From a coordinate to an interval; 0 inside.</summary>
    private static double Distance(double x, double one, double other) =>
        Math.Max(0, Math.Max(Math.Min(one, other) - x, x - Math.Max(one, other)));
}
