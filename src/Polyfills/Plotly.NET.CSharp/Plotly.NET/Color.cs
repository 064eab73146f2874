using System.Globalization;

namespace Plotly.NET;

/// <summary>A colour as CSS writes it.</summary>
public class Color
{
    private readonly string css;

    private Color(string css) => this.css = css;

    /// <summary>As it is given: a name, or #RRGGBB.</summary>
    public static Color fromString(string c) => new(c);

    /// <summary>Opacity of 255, then red, green, blue; opacity is written with one decimal.</summary>
    public static Color fromARGB(int a, int r, int g, int b) => new(string.Create(
        CultureInfo.InvariantCulture, $"rgba({r}, {g}, {b}, {Math.Round(a / 255.0, 1)})"));

    public override string ToString() => css;
}
