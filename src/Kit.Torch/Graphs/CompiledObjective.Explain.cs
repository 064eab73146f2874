using Kit.Explanations;
using Kit.Expressions;
using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>Explanations of batches of tensors.</summary>
public sealed partial class CompiledObjective
{
    /// <summary>The credit of one pair's tokens, term by term;
    /// <see cref="Objective.Explain(IReadOnlyDictionary{Evidence, Grid}, int)"/> on float64 copies of the
    /// tensors.</summary>
    /// <param name="evidence">The whole batch, on any device, in any type.</param>
    /// <param name="row">Which pair, from 0.</param>
    public Explanation Explain(IReadOnlyDictionary<Evidence, Tensor> evidence, int row) =>
        Explain(evidence, row, new Dictionary<Slot, Sequence<string>>());

    /// <summary>The same with the tokens' texts, column by column.</summary>
    /// <param name="evidence">The whole batch.</param>
    /// <param name="row">Which pair, from 0.</param>
    /// <param name="words">Texts of the tokens of this pair's answers.</param>
    public Explanation Explain(
        IReadOnlyDictionary<Evidence, Tensor> evidence, int row, IReadOnlyDictionary<Slot, Sequence<string>> words) =>
        Objective.Explain(evidence.ToDictionary(one => one.Key, one => EvidenceTensors.ToGrid(one.Value)), row, words);
}
