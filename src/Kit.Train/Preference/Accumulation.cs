using Kit.Expressions;
using Kit.Torch;
using static TorchSharp.torch;
using Evidences = System.Collections.Generic.IReadOnlyDictionary<Kit.Expressions.Evidence, TorchSharp.torch.Tensor>;

namespace Kit.Train.Preference;

/// <summary>The gradient of a batch from pieces of it, the activations of one piece in memory at a time.</summary>
/// <remarks>Exact for every objective. Backward starts from ∂L/∂evidence, which the objective's own expression gives.
/// Where pairs are independent (<see cref="Coupling.None"/>) L = Σ_k n_k/n · L_k, and every piece runs once. Where they
/// are coupled the evidence of the whole batch is gathered first, without gradients; ∂L/∂evidence of the whole is taken
/// once; then every piece runs again and receives its part. The last piece keeps its graph from the first time, so that
/// k pieces cost 2k − 1 forward passes and one piece costs one.</remarks>
internal sealed class Accumulation(CompiledObjective objective, Carried carried)
{
    private readonly Coupling coupling = Couplings.From(objective.Objective);

    /// <summary>Adds the batch's gradient to the parameters'.</summary>
    /// <param name="pieces">Of the batch, in its order.</param>
    /// <param name="state">The statistics before this batch.</param>
    public Accumulated Backward(IReadOnlyList<Piece> pieces, TrainState state) =>
        coupling == Coupling.None && pieces.Count > 1 ? Independent(pieces) : Coupled(pieces, state);

    private Accumulated Independent(IReadOnlyList<Piece> pieces)
    {
        var (parts, total) = (new List<Evidences>(), pieces.Sum(p => p.Pairs));
        foreach (var piece in pieces)
            piece.Run(evidence =>
            {
                var share = (double)piece.Pairs / total;
                Pull(evidence, objective.Credit(evidence).ToDictionary(c => c.Key, c => c.Value * share));
                parts.Add(Constant(evidence));
            });
        var whole = Joint.From(parts);
        using var still = no_grad();
        return new(whole, objective.Apply(whole));
    }

    private Accumulated Coupled(IReadOnlyList<Piece> pieces, TrainState state)
    {
        var (parts, read, whole) = (new List<Evidences>(), (Evidences?)null, (TensorAppraisal?)null);
        using (no_grad())
            foreach (var piece in pieces.SkipLast(1)) piece.Run(evidence => parts.Add(Constant(evidence)));
        pieces[^1].Run(evidence =>
        {
            parts.Add(Constant(evidence));
            read = Constant(carried.Update(Joint.From(parts), state));
            whole = Constant(objective.Appraise(read));
            Pull(evidence, Joint.Part(whole.Credit, parts, pieces.Count - 1));
        });
        for (var k = 0; k < pieces.Count - 1; k++)
            pieces[k].Run(evidence => Pull(evidence, Joint.Part(whole!.Credit, parts, k)));
        return new(read!, whole!.Outcome);
    }

    /// <summary>Backward from ∂L/∂evidence.</summary>
    private static void Pull(Evidences evidence, Evidences credit)
    {
        var made = credit.Where(c => evidence[c.Key].requires_grad).ToArray();
        if (made.Length > 0)
            autograd.backward([.. made.Select(c => evidence[c.Key])], [.. made.Select(c => c.Value.contiguous())]);
    }

    private static TensorAppraisal Constant(TensorAppraisal appraisal) => new(
        new(Constant(appraisal.Outcome.Loss), Constant(appraisal.Outcome.Losses),
            appraisal.Outcome.Metrics.ToDictionary(m => m.Key, m => Constant(m.Value))),
        Constant(appraisal.Credit));

    private static Dictionary<Evidence, Tensor> Constant(Evidences evidence) => evidence.ToDictionary(e => e.Key, e => Constant(e.Value));

    /// <summary>The numbers alone, out of the scope of one piece.</summary>
    private static Tensor Constant(Tensor value) => value.detach().MoveToOuterDisposeScope();
}

/// <summary>What a batch said.</summary>
/// <param name="Evidence">Of the whole batch, with the statistics that it made.</param>
/// <param name="Outcome">Loss, losses and metrics of the whole batch.</param>
internal sealed record Accumulated(Evidences Evidence, TensorOutcome Outcome);

/// <summary>Some pairs of a batch.</summary>
/// <param name="Pairs">How many.</param>
/// <param name="Forward">Their evidence; the same numbers whenever it is called.</param>
/// <param name="Dropping">Dropout of this piece while it runs, forward and backward.</param>
internal sealed record Piece(int Pairs, Func<Evidences> Forward, Func<IDisposable?> Dropping)
{
    /// <summary>Forward, then <paramref name="next"/>, in a scope of its own.</summary>
    public void Run(Action<Evidences> next)
    {
        using var scope = NewDisposeScope();
        using var dropping = Dropping();
        next(Forward());
    }
}
