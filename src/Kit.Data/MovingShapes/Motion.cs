namespace Kit.Data.MovingShapes;

public enum Direction { Left, Right, Up, Down }

/// <summary>Slowly: 4 to 20 of 64 pixels in the whole clip. Quickly: 40 to 44 of 64 in less than half of it.</summary>
/// <remarks>The shortest ways are plain in the pixels and faint to a small model: where sight is weak, the planted
/// correlations of <see cref="Bias"/> tempt.</remarks>
public enum Speed { Slowly, Quickly }

/// <summary>A straight way at constant pace: at rest before <paramref name="Start"/> and after
/// <paramref name="Stop"/>.</summary>
/// <param name="From">Centre at the start, in sides of the frame.</param>
/// <param name="To">Centre at the end, in sides of the frame.</param>
/// <param name="Start">Seconds.</param>
/// <param name="Stop">Seconds, after <paramref name="Start"/>.</param>
public sealed record Motion(Point From, Point To, double Start, double Stop)
{
    /// <summary>Centre at second <paramref name="t"/>.</summary>
    public Point At(double t) => From.Toward(To, Math.Clamp((t - Start) / (Stop - Start), 0, 1));
}

/// <summary>A place in the frame: sides of the frame from the top left corner, y downwards.</summary>
public readonly record struct Point(double X, double Y)
{
    public Point Toward(Point other, double share) => new(X + (other.X - X) * share, Y + (other.Y - Y) * share);
}
