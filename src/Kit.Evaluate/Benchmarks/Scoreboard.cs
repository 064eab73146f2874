using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Benchmarks;

/// <summary>One scored unit, a question or a group of them, and its weight in the headline number.</summary>
/// <param name="Observation">1 or 0, or points; clustered by clip.</param>
/// <param name="Weight">1 in a mean over units; N/(K·n_k) in a mean over K categories of n_k units.</param>
public sealed record Unit(Observation Observation, double Weight = 1);

/// <summary>What a benchmark's official aggregation makes of the marks.</summary>
/// <param name="Headline">The name of the number that papers report.</param>
/// <param name="Scale">100 when the headline is in percent, else 1: headline = Scale · mean of Weight · Value.</param>
/// <param name="Scores">All numbers, overall ones first.</param>
/// <param name="Units">What the headline is a mean of; empty when it is no mean.</param>
/// <param name="Notes">Where the official script would have stopped, and what is missing.</param>
public sealed record Scoreboard(
    string Headline, double Scale, Sequence<Score> Scores, Sequence<Unit> Units, Sequence<string> Notes)
{
    /// <summary>The number that papers report; NaN when nothing was scored.</summary>
    public double Value => this["", Headline]?.Value ?? double.NaN;

    /// <summary>A number by table and name; null without it.</summary>
    public Score? this[string table, string name] =>
        Scores.FirstOrDefault(score => score.Table == table && score.Name == name);

    /// <summary>The headline with its standard error and interval, clustered by clip, in the headline's unit; null when
    /// it is no mean of units.</summary>
    public Estimate? Estimate(Bootstrap bootstrap) => Units.Count == 0 ? null : bootstrap.Mean(Units.Select(unit =>
        unit.Observation with { Value = Scale * unit.Weight * unit.Observation.Value }));
}
