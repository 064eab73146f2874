namespace Kit.Train.Preference;

/// <summary>Held-out pairs that are scored while training; the metrics are those of training under <c>eval/</c>.
/// </summary>
/// <remarks>The loss and every metric are taken once over all held-out pairs together, so that they do not depend on
/// how many fit into a pass.</remarks>
/// <param name="HeldOut">Pairs that are not trained on, with the evidence of the same reference.</param>
/// <param name="Every">Steps from one evaluation to the next; the last step has one too.</param>
/// <param name="Batch">Pairs a pass.</param>
public sealed record Evaluation(PreferenceData HeldOut, int Every, int Batch = 32)
{
    /// <summary>What ends the run before its last step; null for nothing.</summary>
    public EarlyStop? EarlyStop { get; init; }

    public Evaluation With(EarlyStop stop) => this with { EarlyStop = stop };

    internal bool IsDue(int finished, int total) => finished % Every == 0 || finished == total;

    /// <summary>Faults of the settings, all of them.</summary>
    internal IEnumerable<string> Faults(IReadOnlyCollection<string> metrics)
    {
        if (Every < 1) yield return $"{nameof(Every)} of 1 or more, got {Every}";
        if (Batch < 1) yield return $"{nameof(Batch)} of 1 or more, got {Batch}";
        if (HeldOut.Pairs.Count == 0) yield return $"{nameof(HeldOut)} of one pair or more, got none";
        if (EarlyStop is null) yield break;
        if (EarlyStop.Patience < 1) yield return $"{nameof(EarlyStop.Patience)} of 1 or more, got {EarlyStop.Patience}";
        if (!(EarlyStop.Least >= 0)) yield return $"{nameof(EarlyStop.Least)} of 0 or more, got {EarlyStop.Least}";
        if (!metrics.Contains(EarlyStop.Metric))
            yield return $"a metric to watch among {string.Join(", ", metrics.Order(StringComparer.Ordinal))}, "
                + $"got \"{EarlyStop.Metric}\"";
    }
}

/// <summary>Ends a run whose evaluations no longer improve.</summary>
/// <param name="Metric">What is watched, without <c>eval/</c>: <c>loss</c>, <c>rewards/accuracies</c>, …</param>
/// <param name="Aim">Which way is better.</param>
/// <param name="Patience">Evaluations in a row that may fail to improve; the run ends with the last of them.</param>
/// <param name="Least">By how much an evaluation must be better to count.</param>
public sealed record EarlyStop(string Metric, Aim Aim, int Patience, double Least = 0)
{
    /// <summary>The best so far, after one more evaluation.</summary>
    public Best Update(Best? best, double score, int step) => best is null || Gain(best.Score, score) > Least
        ? new Best(score, step, 0) : best with { Waited = best.Waited + 1 };

    /// <summary>Whether patience is over.</summary>
    public bool IsOver(Best? best) => best?.Waited >= Patience;

    private double Gain(double best, double score) => Aim == Aim.Low ? best - score : score - best;
}

/// <summary>Which way a metric is better.</summary>
public enum Aim
{
    /// <summary>Lower is better: losses, divergences.</summary>
    Low,

    /// <summary>Higher is better: accuracies, margins.</summary>
    High,
}
