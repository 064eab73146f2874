namespace Kit.Data.MovingShapes;

/// <summary>The pixel values behind the colour words.</summary>
public static class Palette
{
    /// <summary>8-bit RGB.</summary>
    public static (int Red, int Green, int Blue) Rgb(Colour colour) => colour switch
    {
        Colour.Red => (225, 45, 40),
        Colour.Green => (45, 190, 75),
        Colour.Blue => (45, 90, 235),
        Colour.Yellow => (238, 208, 50),
        Colour.Purple => (175, 60, 205),
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour, "colour: expected a member of Colour."),
    };
}
