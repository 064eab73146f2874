using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>A low-rank update ΔW = s · B A; A: [r, in] random, B: [out, r] zero, so that step 0 changes
/// nothing.</summary>
internal sealed record Adapter(Parameter A, Parameter B, double Scale, DropoutStream Dropout)
{
    /// <summary>s · B A x, in the type of x: [.., in] → [.., out].</summary>
    public Tensor Apply(Tensor x) => (nn.functional.linear(
        nn.functional.linear(Dropout.Apply(x.to(A.dtype)), A), B) * Scale).to(x.dtype);

    /// <summary>W + s · B A, summed in float32 and rounded once: [out, in].</summary>
    public Tensor Merge(Tensor weight) => (weight.to(A.dtype) + B.matmul(A) * Scale).to(weight.dtype);
}

/// <summary>An adapter and where it belongs.</summary>
internal sealed record PlacedAdapter(string Path, Projection Target, Adapter Adapter);
