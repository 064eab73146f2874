namespace Kit.Evaluate.Benchmarks;

/// <summary>One way in which a question is filed: (task, Action Sequence), (aspect, speed), (duration,
/// short).</summary>
public sealed record Label(string Name, string Value);
