using Kit.Report.Rendering;

namespace Kit.Report.Drawing;

/// <summary>The shapes of SVG that the charts use. Colours of ink come from the page, those of series from
/// here.</summary>
internal static class Pen
{
    public static Markup Line(double x1, double y1, double x2, double y2, string style) =>
        Markup.Element("line", Markup.Empty,
            ("x1", N(x1)), ("y1", N(y1)), ("x2", N(x2)), ("y2", N(y2)), ("class", style));

    public static Markup Path(string commands, params (string, string)[] attributes) =>
        Markup.Element("path", Markup.Empty, [("d", commands), .. attributes]);

    public static Markup Rectangle(Box box, params (string, string)[] attributes) =>
        Markup.Element("rect", Markup.Empty,
            [("x", N(box.Left)), ("y", N(box.Top)), ("width", N(box.Width)), ("height", N(box.Height)), .. attributes]);

    public static Markup Words(double x, double y, string text, string style, params (string, string)[] more) =>
        Markup.Element("text", Markup.Text(text), [("x", N(x)), ("y", N(y)), ("class", style), .. more]);

    /// <summary>A marker whose shape repeats the colour's message.</summary>
    public static Markup Marker(double x, double y, int series) => Path(
        (series % 4) switch
        {
            0 => $"M{N(x - 4)} {N(y)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
            1 => $"M{N(x - 3.6)} {N(y - 3.6)}h7.2v7.2h-7.2Z",
            2 => $"M{N(x)} {N(y - 4.6)}L{N(x + 4.4)} {N(y + 3.4)}H{N(x - 4.4)}Z",
            _ => $"M{N(x)} {N(y - 5)}L{N(x + 5)} {N(y)}L{N(x)} {N(y + 5)}L{N(x - 5)} {N(y)}Z",
        },
        ("class", "k-marker"), ("fill", Colour.At(series)));

    /// <summary>An error bar with caps, upright or lying.</summary>
    public static Markup Whisker(double x1, double y1, double x2, double y2)
    {
        var (across, along) = x1 == x2 ? (3.0, 0.0) : (0.0, 3.0);
        return Line(x1, y1, x2, y2, "k-whisker")
            + Line(x1 - across, y1 - along, x1 + across, y1 + along, "k-whisker")
            + Line(x2 - across, y2 - along, x2 + across, y2 + along, "k-whisker");
    }

    public static string N(double value) => Markup.Number(value);

    /// <summary>Pixels that a text takes at 12 px, about: enough to lay out a legend without measuring fonts.</summary>
    public static double Width(string text) => 6.6 * text.Length;
}
