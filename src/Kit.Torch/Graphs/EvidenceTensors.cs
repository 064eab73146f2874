using Kit.Expressions;
using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>The border between named tensors and a compiled function: shapes, types and devices are checked here.
/// </summary>
internal static class EvidenceTensors
{
    /// <summary>The tensors in the order that is needed, all of one floating type on one device.</summary>
    public static Tensor[] Checked(Sequence<Evidence> needed, IReadOnlyDictionary<Evidence, Tensor> given)
    {
        Sizes.From(needed, one => given.GetValueOrDefault(one) is { } tensor ? Shape(tensor) : null);
        var pattern = needed.FirstOrDefault(one => one.Quantity.Flow == Flow.Differentiable) ?? needed[0];
        return [.. needed.Select(one => Like(one, given[one], pattern, given[pattern]))];
    }

    /// <summary>The numbers on the managed side, float64.</summary>
    public static Grid ToGrid(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var plain = tensor.detach().to(ScalarType.Float64).cpu().contiguous();
        return new(Shape(tensor), Sequence.From(plain.data<double>().ToArray()));
    }

    private static Sequence<int> Shape(Tensor tensor) => Sequence.From(tensor.shape.Select(size => checked((int)size)));

    private static Tensor Like(Evidence one, Tensor tensor, Evidence pattern, Tensor like)
    {
        if (tensor.device_type != like.device_type || tensor.device_index != like.device_index)
            throw new ArgumentException(
                $"{one}: expected device {like.device} as {pattern} has, got {tensor.device}. "
                + "Move it with .to(device).");
        if (tensor.dtype == like.dtype) return tensor;
        return tensor.is_floating_point()
            ? throw new ArgumentException(
                $"{one}: expected {like.dtype} as {pattern} has, got {tensor.dtype}. Convert it with .to(dtype).")
            : tensor.to(like.dtype);
    }
}
