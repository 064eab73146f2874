namespace Kit.Data.MovingShapes;

/// <summary>Everything true about a clip, before any pixel.</summary>
/// <param name="Duration">Seconds.</param>
/// <param name="Extras">Still shapes, at most two, each with a colour and a shape of its own.</param>
public sealed record Scene(double Duration, Hero Hero, Sequence<Extra> Extras, Backdrop Backdrop)
{
    /// <summary>Distinct shapes seen at any time.</summary>
    public int Count => 1 + Extras.Count;

    /// <summary>Extras that appear or disappear, earliest first.</summary>
    public IReadOnlyList<Extra> Events =>
        [.. Extras.Where(extra => extra.Presence.Change != Change.Stays).OrderBy(extra => extra.Presence.At)];

    public override string ToString() => FormattableString.Invariant($"{Duration} s: {Hero}, {Extras}");
}

/// <summary>The one shape that moves.</summary>
/// <param name="Across">Its width, in sides of the frame.</param>
public sealed record Hero(Look Look, Direction Direction, Speed Speed, double Across, Motion Motion);

/// <summary>A shape that keeps its place.</summary>
/// <param name="Across">Its width, in sides of the frame.</param>
public sealed record Extra(Look Look, Point Place, double Across, Presence Presence);

/// <summary>The dark ground: a base colour, a slope of brightness and a grain, none of which means anything.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="SlopeX">Levels from left to right.</param>
/// <param name="SlopeY">Levels from top to bottom.</param>
/// <param name="Tint">Added to the brightness of every shape, in levels.</param>
/// <param name="Grain">Seed of the fixed grain of at most 3 levels.</param>
public sealed record Backdrop(int Red, int Green, int Blue, double SlopeX, double SlopeY, int Tint, long Grain);
