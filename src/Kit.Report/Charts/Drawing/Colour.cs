namespace Kit.Report.Drawing;

/// <summary>Okabe and Ito's palette, which readers of all colour visions tell apart, without the yellow and the black
/// that vanish on a white or a dark page; dashes repeat the distinction in grey print.</summary>
internal static class Colour
{
    private static readonly string[] Palette =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D46", "#7F7F7F"];

    private static readonly string[] Dashes = ["", "6 3", "2 2", "8 3 2 3", "12 3", "4 2 1 2", "1 3", "10 4 4 4"];

    public static string At(int series) => Palette[series % Palette.Length];

    /// <summary>Red, green, blue, 0 to 255.</summary>
    public static (int Red, int Green, int Blue) RgbAt(int series)
    {
        var rgb = Convert.ToInt32(At(series)[1..], 16);
        return (rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    public static string DashAt(int series) => Dashes[(series + series / Palette.Length) % Dashes.Length];
}
