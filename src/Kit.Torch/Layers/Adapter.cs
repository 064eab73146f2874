using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>A low-rank update ΔW = (α/r) · B A; A: [r, in] random, B: [out, r] zero, so that step 0 changes
/// nothing.</summary>
/// <remarks>Hu et al. 2021, eq. 3 (arXiv:2106.09685).</remarks>
internal sealed record Adapter(Parameter A, Parameter B, double Scale)
{
    public Tensor Apply(Tensor x) => nn.functional.linear(nn.functional.linear(x, A), B) * Scale;
}
