using System.Collections;
using System.Globalization;
using System.Text;

namespace Plotly.NET;

/// <summary>JSON as the real package writes it: 1.0 for whole doubles, names of numbers that JSON lacks as
/// strings.</summary>
internal static class Json
{
    public static string Write(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        DynamicObj.DynamicObj item =>
            $"{{{string.Join(',', item.InOrder.Select(pair => $"{Quote(pair.Key)}:{Write(pair.Value)}"))}}}",
        IEnumerable items => $"[{string.Join(',', items.Cast<object?>().Select(Write))}]",
        IFormattable number when value is int or long => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(value.ToString() ?? ""),
    };

    private static string Number(double value)
    {
        if (!double.IsFinite(value)) return Quote(value.ToString(CultureInfo.InvariantCulture));
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().IndexOfAny('.', 'E') < 0 ? $"{digits}.0" : digits;
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or '\u0085' or '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        return quoted.Append('"').ToString();
    }
}
