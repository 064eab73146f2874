using System.Collections;
using System.Globalization;
using System.Reflection;

namespace VerifyTests.Snapshots;

/// <summary>The part of a snapshot's name that tells parameters: _name=value, in order.</summary>
internal static class ParameterText
{
    private const string Forbidden = "\"\\<>|:*?/#";

    public static string From(MethodInfo test, VerifySettings settings) => settings switch
    {
        { ParametersText: { } text } => $"_{text}",
        { Parameters: [] } => "",
        _ => Pairs(test, settings.Parameters),
    };

    public static string Show(object? value) => value switch
    {
        null => "null",
        string text => Escape(text),
        IEnumerable items => $"[{string.Join(',', items.Cast<object?>().Select(Show))}]",
        IFormattable number => Escape(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Escape(value.ToString() ?? "null"),
    };

    private static string Pairs(MethodInfo test, object?[] values)
    {
        var names = test.GetParameters();
        return values.Length <= names.Length
            ? string.Concat(values.Select((value, i) => $"_{names[i].Name}={Show(value)}"))
            : throw new VerifyException(
                $"UseParameters: expected at most {names.Length} values, the parameters of {test.Name}, "
                + $"got {values.Length}. Pass the test's own parameters, or use UseTextForParameters.");
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => Forbidden.Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? '-' : c));
}
