using Kit.Expressions;
using Kit.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Graphs;

/// <summary>Managed evidence as tensors and back.</summary>
internal static class Tensors
{
    public static Dictionary<Evidence, Tensor> From(IReadOnlyDictionary<Evidence, Grid> evidence) =>
        evidence.ToDictionary(one => one.Key, one => From(one.Value));

    /// <summary>What the policy makes asks for its gradient.</summary>
    public static Dictionary<Evidence, Tensor> Leaves(IReadOnlyDictionary<Evidence, Grid> evidence) =>
        From(evidence).ToDictionary(one => one.Key, one =>
            one.Value.requires_grad_(one.Key.Quantity.Flow == Flow.Differentiable));

    public static Grid ToGrid(Tensor tensor) => new(
        Sequence.From(tensor.shape.Select(size => (int)size)),
        Sequence.From(tensor.detach().contiguous().data<double>().ToArray()));

    private static Tensor From(Grid grid) =>
        tensor(grid.Values.ToArray(), [.. grid.Shape.Select(size => (long)size)], dtype: ScalarType.Float64);
}
