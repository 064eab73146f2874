using System.Globalization;
using System.Text;

namespace Kit.Report.Rendering;

/// <summary>HTML or SVG source. Text becomes markup only through <see cref="Text"/>, which escapes it.</summary>
internal readonly record struct Markup(string Source)
{
    public static Markup Empty => new("");

    public static Markup operator +(Markup left, Markup right) => new(left.Source + right.Source);

    /// <summary>Text that shows as it is.</summary>
    public static Markup Text(string text) => new(Escape(Plain.Lines(text)));

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Source)));

    /// <summary>&lt;name attributes&gt;content&lt;/name&gt;.</summary>
    public static Markup Element(string name, Markup content, params (string Name, string Value)[] attributes) =>
        new($"<{name}{Attributes(attributes)}>{content.Source}</{name}>");

    /// <summary>An element that HTML closes by itself, such as an image.</summary>
    public static Markup Void(string name, params (string Name, string Value)[] attributes) =>
        new($"<{name}{Attributes(attributes)}/>");

    /// <summary>A coordinate: at most two decimals, the same on every platform; adding 0 drops the sign of
    /// −0.</summary>
    public static string Number(double value) =>
        (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    public override string ToString() => Source;

    private static string Attributes((string Name, string Value)[] attributes) =>
        string.Concat(attributes.Select(a => $" {a.Name}=\"{Escape(Plain.OneLine(a.Value))}\""));

    private static string Escape(string text) => new StringBuilder(text)
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#39;")
        .ToString();
}
