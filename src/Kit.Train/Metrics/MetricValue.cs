namespace Kit.Train.Metrics;

/// <summary>A measured number under its name; the names are TRL's (loss, rewards/margins, …) and the kit's
/// own.</summary>
public sealed record MetricValue(string Name, double Value);
