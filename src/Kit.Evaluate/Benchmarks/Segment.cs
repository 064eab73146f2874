namespace Kit.Evaluate.Benchmarks;

/// <summary>The part of a clip that is asked about, seconds from its start.</summary>
public sealed record Segment(double Start, double End);
