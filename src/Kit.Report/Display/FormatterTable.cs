using System.Collections.Frozen;

namespace Kit.Report.Formatters;

/// <summary>Every formatter, by type: the one table from which notebooks, pages and consoles are served.</summary>
internal static class FormatterTable
{
    private static readonly FrozenDictionary<Type, Formatter> Rows =
        new[] { LossFormatters.All, PairFormatters.All, ReportFormatters.All, ResultFormatters.All, DataFormatters.All }
            .SelectMany(part => part)
            .ToFrozenDictionary(row => row.Type);

    /// <summary>Types that have a formatter of their own.</summary>
    public static IEnumerable<Type> Types => Rows.Keys;

    /// <summary>By the value's type, then its bases; then what any value can show of itself.</summary>
    public static View Show(object? value) => value switch
    {
        null => View.Plain("null"),
        _ when Find(value.GetType()) is { } row => row.Show(value),
        _ => AnyFormatter.Show(value),
    };

    /// <summary>Whether values of the type are shown by a row of the table.</summary>
    public static bool Has(Type type) => Find(type) is not null;

    private static Formatter? Find(Type? type)
    {
        for (; type is not null; type = type.BaseType)
            if (Rows.TryGetValue(type, out var row)) return row;
        return null;
    }
}
