using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>softmax(q kᵀ/√d + mask) v with the softmax in float32 or better, in the type of q: q [N, H, T, d], k, v
/// [N, K, L, d], mask [N or 1, 1, T, L] → [N, H, T, d].</summary>
/// <remarks>Vaswani et al. 2017, eq. 1 (arXiv:1706.03762). Key and value heads are shared by H / K query heads each
/// (Ainslie et al. 2023, arXiv:2305.13245). Fused kernels of a GPU keep scores in float32 whatever the type of their
/// operands; the processor's would round them, so there halves are raised first.</remarks>
public static class DotAttention
{
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, Tensor mask)
    {
        var type = q.device_type == DeviceType.CPU ? WideType.Of(q.dtype) : q.dtype;
        var groups = q.shape[1] / k.shape[1];
        return q.shape[2] == 1 && groups > 1
            ? Mix(q.view(q.shape[0], k.shape[1], groups, q.shape[3]), k, v, mask, type).view(q.shape)
            : Mix(q, Share(k, groups), Share(v, groups), mask, type);
    }

    /// <summary>[N, K, L, d] → [N, K·groups, L, d], each head repeated for its group of queries.</summary>
    internal static Tensor Share(Tensor x, long groups)
    {
        if (groups == 1) return x;
        var (n, k, t, d) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        return x.unsqueeze(2).expand(n, k, groups, t, d).reshape(n, k * groups, t, d);
    }

    private static Tensor Mix(Tensor q, Tensor k, Tensor v, Tensor mask, ScalarType type) =>
        nn.functional.scaled_dot_product_attention(q.to(type), k.to(type), v.to(type), mask.to(type)).to(q.dtype);
}
