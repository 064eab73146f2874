namespace Kit.Report;

/// <summary>One method's published values; null where the paper gives none.</summary>
public sealed record PaperRow(string Method, Sequence<double?> Values);
