using System.Collections;
using System.Runtime.CompilerServices;
using Kit.Train.Metrics;
using Kit.Train.Preference;
using Kit.Train.Supervised;

namespace Kit.Report.Formatters;

/// <summary>Values without a row of their own: words, numbers, lists, maps, records.</summary>
internal static class AnyFormatter
{
    private const int Entries = 50;
    private const int Shown = 10;

    public static View Show(object value) => value switch
    {
        string text => View.Plain(text),
        IEnumerable<PreferenceStep> steps => View.From(Block.From(RunCurves.From(steps))),
        IEnumerable<SftStep> steps => View.From(Block.From(RunCurves.From(steps))),
        IEnumerable<MetricRow> rows => View.From(Block.From(RunCurves.From(rows))),
        IDictionary or IEnumerable when Map(value) is { } map => map,
        ITuple tuple => Items([.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])], more: false),
        IEnumerable items when !Words.SaysItself(value.GetType()) => Several(items),
        _ when !Words.SaysItself(value.GetType())
            && Records.Properties(value.GetType()) is { Length: > 0 } properties =>
            View.From(new Block.KeyValues([.. properties.Select(p => new KeyValue(p.Name, Records.Read(p, value)))])),
        IFormattable => View.Plain(Words.From(value)),
        _ => View.Plain(Words.Own(value)),
    };

    private static View Several(IEnumerable items)
    {
        object?[] first = [.. items.Cast<object?>().Take(Entries + 1)];
        return Items(first[..Math.Min(first.Length, Entries)], first.Length > Entries);
    }

    private static View Items(object?[] items, bool more) => Optional.Bare(items.FirstOrDefault()) switch
    {
        null when items.Length == 0 => View.Plain("[]"),
        var first when items.All(item => FormatterTable.Show(Optional.Bare(item)).Blocks.Count == 0) =>
            View.Plain(string.Join('\n', items.Select(Words.From).Concat(more ? ["…"] : []))),
        { } first when Records.FitTable(items) => View.From(Block.From(Records.Table(items, more))),
        _ => new View([.. items.Take(Shown).SelectMany(Parts), .. Rest(items.Length, more)]),
    };

    private static IEnumerable<Block> Parts(object? item) =>
        FormatterTable.Show(Optional.Bare(item)) is { Blocks.Count: > 0 } view
            ? view.Blocks
            : [new Block.Code(Words.From(item))];

    private static IEnumerable<Block> Rest(int count, bool more) => count > Shown || more
        ? [new Block.Paragraph($"The first {Math.Min(count, Shown)} of {(more ? "more than " : "")}{count}.")]
        : [];

    /// <summary>Names and values, where the value is a map; null where it is none.</summary>
    private static View? Map(object value)
    {
        if (!value.GetType().GetInterfaces().Any(IsMap)) return null;
        KeyValue[] pairs = [.. ((IEnumerable)value).Cast<object>().Take(Entries).Select(pair => new KeyValue(
            Words.From(Part(pair, "Key")), Words.From(Part(pair, "Value"))))];
        return pairs.Length == 0 ? View.Plain("{}") : View.From(new Block.KeyValues([.. pairs]));
    }

    private static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var generic
        && (generic == typeof(IReadOnlyDictionary<,>) || generic == typeof(IDictionary<,>));

    private static object? Part(object pair, string name) => pair.GetType().GetProperty(name)?.GetValue(pair);
}
