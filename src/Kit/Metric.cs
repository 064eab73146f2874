using Kit.Expressions;

namespace Kit;

/// <summary>A number that an objective reports about a batch.</summary>
/// <param name="Name">Such as <c>rewards/margins</c>.</param>
/// <param name="Value">[], without gradient.</param>
public sealed record Metric(string Name, Expr Value);
