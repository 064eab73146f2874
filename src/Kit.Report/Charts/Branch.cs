namespace Kit.Report;

/// <summary>One line of a forest chart: a difference with its interval.</summary>
public sealed record Branch(string Name, Limits Value);
