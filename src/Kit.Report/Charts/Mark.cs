namespace Kit.Report;

/// <summary>A named point with error bars in both directions.</summary>
/// <param name="Name">Printed beside it.</param>
/// <param name="X">Value and limits on the x axis.</param>
/// <param name="Y">Value and limits on the y axis.</param>
public sealed record Mark(string Name, Limits X, Limits Y);
