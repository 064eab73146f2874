using System.Reflection;

namespace Kit.Report.Formatters;

/// <summary>Records of any type by their properties: one as names and values, many as a table.</summary>
internal static class Records
{
    private const int Columns = 12;

    /// <summary>Public properties that can be read, in order of writing.</summary>
    public static PropertyInfo[] Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0
                && property.GetMethod!.IsPublic)];

    /// <summary>A property in words; a getter that throws says so, and stops nothing.</summary>
    public static string Read(PropertyInfo property, object value)
    {
        try
        {
            return Words.From(property.GetValue(value));
        }
        catch (TargetInvocationException error)
        {
            return $"({error.InnerException?.GetType().Name})";
        }
    }

    /// <summary>Whether all items are of one type without a formatter or words of its own.</summary>
    public static bool FitTable(object?[] items) =>
        items.Select(item => Optional.Bare(item)?.GetType()).Distinct().ToArray() is [{ } type]
        && !FormatterTable.Has(type) && !Words.SaysItself(type) && Properties(type).Length > 0;

    /// <summary>A row an item, a column a property.</summary>
    public static Table Table(object?[] items, bool more)
    {
        object[] bare = [.. items.Select(Optional.Bare).OfType<object>()];
        var properties = Properties(bare[0].GetType())[..Math.Min(Columns, Properties(bare[0].GetType()).Length)];
        var table = Report.Table.From(
            $"{bare[0].GetType().Name} × {(more ? "more than " : "")}{bare.Length}",
            [.. properties.Select(property => Column.Words(property.Name))]);
        return bare.Aggregate(table, (sum, item) =>
            sum.With([.. properties.Select(property => Entry(property, item))]));
    }

    private static Cell Entry(PropertyInfo property, object item) => property.PropertyType == typeof(double)
        ? Cell.From((double)property.GetValue(item)!)
        : property.PropertyType == typeof(int) || property.PropertyType == typeof(long)
        ? Cell.From(Convert.ToDouble(property.GetValue(item), System.Globalization.CultureInfo.InvariantCulture))
        : Cell.From(Read(property, item));
}
