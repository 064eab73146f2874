namespace Kit.Report;

/// <summary>The bars of one colour: one value a category.</summary>
public sealed record BarSeries(string Name, Sequence<Limits> Values);
