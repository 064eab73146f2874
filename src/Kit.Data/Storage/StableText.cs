using System.Collections;
using System.Globalization;
using System.Reflection;
using static System.StringComparison;

namespace Kit.Data.Storage;

/// <summary>A record's values as text that changes when a value changes and at no other time, for
/// fingerprints.</summary>
/// <remarks>Name(property: value, …): what a constructor or an initialiser sets, in the order of the names; what is
/// computed from it is left out. Numbers read back to the bit. How a record prints itself has no part in it.</remarks>
public static class StableText
{
    /// <param name="value">null, text, a number, an enum, a sequence of such, or a record of such.</param>
    /// <exception cref="NotSupportedException">Somewhere in it stands something else, such as a function; its type is
    /// named.</exception>
    public static string From(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text.Replace("\\", "\\\\", Ordinal).Replace("\"", "\\\"", Ordinal)}\"",
        bool flag => flag ? "true" : "false",
        Enum name => name.ToString(),
        IFormattable number when number.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Select(From))}]",
        _ => Record(value, value.GetType()),
    };

    private static string Record(object value, Type type) => type.GetMethod("<Clone>$") is null
        ? throw new NotSupportedException(
            $"stable text: expected a record, a number, a text or a sequence, got {type}. Name what it stands for.")
        : $"{Name(type)}({string.Join(", ", Settings(type).Select(p => $"{p.Name}: {From(p.GetValue(value))}"))})";

    private static string Name(Type type) =>
        type.DeclaringType is { } outer ? $"{Name(outer)}.{type.Name}" : type.Name;

    private static IEnumerable<PropertyInfo> Settings(Type type)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var given = type.GetConstructors(Any).SelectMany(one => one.GetParameters()).Select(one => one.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(one => one.GetIndexParameters().Length == 0 && (one.CanWrite || given.Contains(one.Name)))
            .OrderBy(one => one.Name, StringComparer.Ordinal);
    }
}
