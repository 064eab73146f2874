namespace Kit.Data.MovingShapes;

/// <summary>The planted spurious correlations of Train and Align; Test has none.</summary>
/// <param name="Direction">P(left | red) and P(right | blue); 0.25 is no correlation.</param>
/// <param name="Speed">P(quickly | triangle) and P(slowly | circle); 0.5 is no correlation.</param>
public sealed record Bias(double Direction = 0.85, double Speed = 0.8)
{
    public static Bias None { get; } = new(0.25, 0.5);

    /// <summary>The direction that the correlation suggests, if it speaks about this colour.</summary>
    public static Direction? Suggested(Colour colour) => colour switch
    {
        Colour.Red => MovingShapes.Direction.Left,
        Colour.Blue => MovingShapes.Direction.Right,
        _ => null,
    };

    /// <summary>The colour that the correlation suggests behind a direction.</summary>
    public static Colour? Suggesting(Direction direction) => direction switch
    {
        MovingShapes.Direction.Left => Colour.Red,
        MovingShapes.Direction.Right => Colour.Blue,
        _ => null,
    };

    /// <summary>The shape that the correlation suggests behind a speed.</summary>
    public static Shape? Suggesting(Speed speed) => speed == MovingShapes.Speed.Quickly ? Shape.Triangle : Shape.Circle;

    /// <summary>The speed that the correlation suggests, if it speaks about this shape.</summary>
    public static Speed? Suggested(Shape shape) => shape switch
    {
        Shape.Triangle => MovingShapes.Speed.Quickly,
        Shape.Circle => MovingShapes.Speed.Slowly,
        _ => null,
    };
}
