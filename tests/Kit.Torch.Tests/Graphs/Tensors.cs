using Kit.Expressions;
using Kit.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Graphs;

/// <summary>Managed evidence as tensors and back.</summary>
internal static class Tensors
{
    public static Dictionary<Evidence, Tensor> From(IReadOnlyDictionary<Evidence, Grid> evidence, bool withGradient = false) =>
        evidence.ToDictionary(one => one.Key, one => From(one.Value,
            withGradient && one.Key.Quantity.Flow == Flow.Differentiable));

    public static Grid ToGrid(Tensor tensor) => new(
        Sequence.From(tensor.shape.Select(size => (int)size)), Sequence.From(tensor.detach().contiguous().data<double>().ToArray()));

    private static Tensor From(Grid grid, bool withGradient) => tensor(
        grid.Values.ToArray(), [.. grid.Shape.Select(size => (long)size)], dtype: ScalarType.Float64, requires_grad: withGradient);
}
