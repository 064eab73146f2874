namespace Kit.Evaluate.Benchmarks;

/// <summary>One number of a result.</summary>
/// <param name="Table">Which group of numbers it belongs to, such as task, aspect, short/domain; "" for overall
/// numbers.</param>
/// <param name="Name">As the official script names it.</param>
/// <param name="Value">In the official unit: percent, fraction or points; see the scoreboard.</param>
/// <param name="Right">Sum of points behind it.</param>
/// <param name="Count">Questions behind it.</param>
public sealed record Score(string Table, string Name, double Value, double Right, int Count);
