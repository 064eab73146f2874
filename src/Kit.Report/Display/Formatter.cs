namespace Kit.Report.Formatters;

/// <summary>A row of the table of formatters: how values of a type, and of the types below it, are shown.</summary>
internal sealed record Formatter(Type Type, Func<object, View> Show)
{
    public static Formatter For<T>(Func<T, View> show) where T : notnull => new(typeof(T), value => show((T)value));

    public static Formatter Blocks<T>(Func<T, IEnumerable<Block>> show) where T : notnull =>
        For<T>(value => new View(Sequence.From(show(value))));
}
