namespace Kit.Report.Figures;

/// <summary>Text and objects in figures.</summary>
internal static class FigureText
{
    /// <summary>Text that shows as it is, though plotly.js reads tags and entities.</summary>
    public static string Escape(string text) => Rendering.Plain.OneLine(text)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    public static DynamicObj.DynamicObj Object(params (string Name, object Value)[] properties)
    {
        var item = new DynamicObj.DynamicObj();
        foreach (var (name, value) in properties) item.SetProperty(name, value);
        return item;
    }

    /// <summary>Bars from the values to their limits.</summary>
    public static DynamicObj.DynamicObj Errors(IReadOnlyList<Limits> values) => Object(
        ("type", "data"), ("symmetric", false), ("array", values.Select(v => Length(v.High - v.Value)).ToArray()),
        ("arrayminus", values.Select(v => Length(v.Value - v.Low)).ToArray()));

    private static double Length(double length) => double.IsFinite(length) ? Math.Max(0, length) : 0;
}
