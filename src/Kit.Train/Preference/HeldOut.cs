using Kit.Models;
using Kit.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Evidences = System.Collections.Generic.IReadOnlyDictionary<Kit.Expressions.Evidence, TorchSharp.torch.Tensor>;

namespace Kit.Train.Preference;

/// <summary>Scores held-out pairs with the policy as it stands.</summary>
internal sealed class HeldOut(
    Evaluation evaluation, CausalLm model, CompiledObjective objective, Carried carried, Measures measures,
    IReadOnlyList<(string Name, Parameter Parameter)> trained)
{
    private readonly Scorer scorer = new(model, evaluation.HeldOut, objective.Objective);

    /// <summary>Every measure over all pairs together; the statistics are training's and stay as they are.</summary>
    /// <param name="state">After the step before.</param>
    public SortedDictionary<string, double> Score(TrainState state)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        int[] all = [.. Enumerable.Range(0, evaluation.HeldOut.Pairs.Count)];
        var evidence = carried.With(Joint.From([.. all.Chunk(evaluation.Batch).Select(Evidence)]), state);
        var said = new Accumulated(evidence, objective.Apply(evidence));
        var told = Measures.Read(measures.From(said.Evidence, said.Outcome));
        new Diagnosis(model, scorer, evaluation.HeldOut, trained).Check(
            state.Step - 1, told.ToDictionary(m => PreferenceStep.Held + m.Key, m => m.Value), all, said);
        return told;
    }

    /// <summary>[B, T] of one pass; what the pass computed on the way is freed.</summary>
    private Evidences Evidence(int[] pairs)
    {
        using var scope = NewDisposeScope();
        return scorer.Evidence(pairs).ToDictionary(e => e.Key, e => e.Value.detach().MoveToOuterDisposeScope());
    }
}
