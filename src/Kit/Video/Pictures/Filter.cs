namespace Kit.Video;

/// <summary>The curve that weighs neighbouring pixels when a picture is resized, by its number in
/// <c>preprocessor_config.json</c> (<c>resample</c>).</summary>
/// <param name="Name">As Pillow names it.</param>
/// <param name="Number">As Pillow numbers it.</param>
/// <param name="Support">Half the curve's width, pixels of the coarser picture.</param>
public sealed record Filter(string Name, int Number, double Support)
{
    /// <summary>1 − |x|.</summary>
    public static Filter Bilinear { get; } = new("bilinear", 2, 1);

    /// <summary>Keys' cubic with a = −1/2.</summary>
    public static Filter Bicubic { get; } = new("bicubic", 3, 2);

    /// <summary>sinc(x)·sinc(x / 3).</summary>
    public static Filter Lanczos { get; } = new("lanczos", 1, 3);

    /// <summary>The mean of what a pixel covers.</summary>
    public static Filter Box { get; } = new("box", 4, 0.5);

    public static Sequence<Filter> All { get; } = [Lanczos, Bilinear, Bicubic, Box];

    /// <summary>The curve at distance <paramref name="x"/>.</summary>
    public double Weight(double x) => Number switch
    {
        1 => Math.Abs(x) < 3 ? Sinc(x) * Sinc(x / 3) : 0,
        2 => Math.Max(0, 1 - Math.Abs(x)),
        3 => Cubic(Math.Abs(x)),
        _ => x is > -0.5 and <= 0.5 ? 1 : 0,
    };

    public override string ToString() => Name;

    private static double Cubic(double x) => x switch
    {
        < 1 => (((1.5 * x) - 2.5) * x * x) + 1,
        < 2 => ((((x - 5) * x) + 8) * x - 4) * -0.5,
        _ => 0,
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
