using Kit.Models;
using Kit.Train.Saving;

namespace Kit.Train.Preference;

/// <summary>A preference run over whatever is trained: which objective, how it moves, in which order.</summary>
/// <param name="Objective">The loss.</param>
/// <param name="Optimization">Rates, batch size, epochs.</param>
/// <param name="Seed">Data order; equal seeds see equal batches whatever the objective.</param>
public sealed record PreferenceRun(Objective Objective, Optimization Optimization, long Seed)
{
    /// <summary>Pairs whose activations are in memory at a time; null for the whole batch. The gradient is that of the
    /// batch for every objective. One whose pairs are independent costs nothing more; one that couples them (a batch
    /// mean, KTO's z₀) runs all pieces but one a second time. Dropout masks are drawn piece by piece.</summary>
    public int? MicroBatch { get; init; }

    /// <summary>Held-out pairs that are scored on the way; null for none.</summary>
    public Evaluation? Evaluation { get; init; }

    /// <summary>Where the run is saved and goes on from; null for nowhere.</summary>
    public RunFolder? Folder { get; init; }

    public PreferenceRun WithMicroBatch(int pairs) => this with { MicroBatch = pairs };

    public PreferenceRun With(Evaluation evaluation) => this with { Evaluation = evaluation };

    public PreferenceRun With(RunFolder folder) => this with { Folder = folder };

    /// <summary>Trains in place, from the first step or from where the run's folder stands, to the last step or an early
    /// stop.</summary>
    /// <param name="model">The policy before its first step, whatever the folder holds; as it stands it must be the
    /// reference of the data, adapters in place included.</param>
    /// <param name="trained">All weights, or adapters in place.</param>
    /// <param name="data">What to learn from.</param>
    /// <param name="progress">Told after every step, before it is saved.</param>
    /// <exception cref="ArgumentException">Settings that mean nothing; all of them.</exception>
    /// <exception cref="InvalidOperationException">A contract of step 0 is broken.</exception>
    /// <exception cref="InvalidDataException">The folder holds another run; what differs is named.</exception>
    /// <exception cref="ArithmeticException">A measure is not finite; step, term, pairs and layer are named, and the
    /// weights are those before the step.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written; the last good one is named.</exception>
    public void Train(CausalLm model, Trained trained, PreferenceData data, IProgress<PreferenceStep> progress)
    {
        using var loop = PreferenceLoop.From(this, model, trained, data);
        for (var state = loop.Start; !loop.IsOver(state);)
        {
            var next = loop.Step(state);
            progress.Report(next.Report);
            loop.Save(state = next.State);
        }
    }

    /// <summary>Refuses settings that mean nothing, all at once.</summary>
    internal void Check(ReferenceKept kept)
    {
        string[] faults =
        [
            .. MicroBatch < 1 ? [$"{nameof(MicroBatch)} of 1 or more, got {MicroBatch}"] : Array.Empty<string>(),
            .. Evaluation?.Faults(Measures.Names(Objective, kept)) ?? [],
            .. Folder?.Faults() ?? [],
        ];
        if (faults.Length > 0)
            throw new ArgumentException($"run: expected {string.Join("; ", faults)}. Correct these settings.");
    }
}
