using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Kit.Report.Formatters;

/// <summary>A value in a few words on one line: for cells and for entries of lists.</summary>
internal static class Words
{
    private const int Longest = 120;
    private const int Entries = 8;

    public static string From(object? value) => Shortened(Rendering.Plain.OneLine(Line(Optional.Bare(value))));

    private static string Line(object? value) => value switch
    {
        null => "–",
        string text => text,
        double number => Number(number),
        float number => Number(number),
        decimal or long or int or short or byte or ulong or uint or ushort or sbyte =>
            Numbers.Print(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        IFormattable other and (Enum or Guid or DateTime or DateTimeOffset or TimeSpan) =>
            other.ToString(null, CultureInfo.InvariantCulture),
        bool or char => $"{value}",
        IEnumerable items when !SaysItself(value.GetType()) => List(items),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether the type has a <c>ToString</c> of its own, which its author wrote; those of collections do not
    /// count, F#'s stop after three items.</summary>
    public static bool SaysItself(Type type) =>
        type.GetMethod(nameof(ToString), []) is { } method && method.DeclaringType != typeof(object)
        && method.DeclaringType != typeof(ValueType)
        && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sequence<>))
        && type.Namespace != "Microsoft.FSharp.Collections";

    private static string Number(double value) => Numbers.Print(Numbers.Significant(value, 6));

    private static string List(IEnumerable items)
    {
        object?[] first = [.. items.Cast<object?>().Take(Entries + 1)];
        var more = first.Length > Entries ? ", …" : "";
        return $"[{string.Join(", ", first.Take(Entries).Select(From))}{more}]";
    }

    private static string Shortened(string text) => text.Length <= Longest ? text : $"{text[..(Longest - 1)]}…";
}
