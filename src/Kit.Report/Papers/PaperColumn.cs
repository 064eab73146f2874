namespace Kit.Report;

/// <summary>A published column and the unit of its values.</summary>
public sealed record PaperColumn(string Name, string Unit);
