using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>softmax(q kᵀ/√d + mask) v with the softmax in float32, in the type of q: q [N, H, T, d], k, v [N, H, L, d],
/// mask [N or 1, 1, T, L] → [N, H, T, d].</summary>
/// <remarks>Vaswani et al. 2017, eq. 1 (arXiv:1706.03762). Fused kernels of a GPU keep scores in float32 whatever the
/// type of their operands; the processor's would round them, so there the operands are raised first.</remarks>
public static class DotAttention
{
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, Tensor mask)
    {
        var type = q.device_type == DeviceType.CPU ? WideType.Of(q.dtype) : q.dtype;
        return nn.functional.scaled_dot_product_attention(q.to(type), k.to(type), v.to(type), mask.to(type))
            .to(q.dtype);
    }
}
