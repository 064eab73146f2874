namespace Kit.Train.Preference;

/// <summary>Where a run stands between two steps: TrainState → Step → TrainState.</summary>
/// <remarks>A value, with everything that is a number. Weights and AdamW's moments are LibTorch's storage: a step moves
/// them in place, so that there is one copy of them, and <see cref="PreferenceLoop"/> refuses a state that they do not
/// stand at. There is no other state: data order and dropout masks are pure functions of (seed, step).</remarks>
/// <param name="Step">Finished steps; the next one is number <paramref name="Step"/>, from 0.</param>
/// <param name="Carried">Statistics that batches hand on: KTO's z₀, BCO's δ, α-DPO's μ and ς.</param>
/// <param name="Best">The best evaluation so far, where an early stop watches one; null before the first.</param>
public sealed record TrainState(int Step, Sequence<Carry> Carried, Best? Best)
{
    /// <summary>Before the first step of a run.</summary>
    public static TrainState Start(Objective objective) =>
        new(0, [.. objective.Statistics.Select(s => new Carry(s.Evidence.ToString(), s.Initial))], null);
}

/// <summary>One statistic that batches hand on.</summary>
/// <param name="Name">The evidence that it is, such as <c>kl.baseline</c>.</param>
/// <param name="Value">As the last batch left it; a float32 number.</param>
public sealed record Carry(string Name, double Value);

/// <summary>The best evaluation so far.</summary>
/// <param name="Score">The watched metric.</param>
/// <param name="Step">Finished steps when it was taken.</param>
/// <param name="Waited">Evaluations since, none of them better.</param>
public sealed record Best(double Score, int Step, int Waited);

/// <summary>What one step leaves.</summary>
/// <param name="State">Where the run stands now.</param>
/// <param name="Report">What happened.</param>
public sealed record Stepped(TrainState State, PreferenceStep Report);
