using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>The curve between the two layers of a feed-forward, by Hugging Face's <c>hidden_act</c>.</summary>
public enum Activation
{
    /// <summary>x · σ(1.702 x), CLIP's and Qwen2-VL's <c>quick_gelu</c>.</summary>
    QuickGelu,

    /// <summary>½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), SigLIP's <c>gelu_pytorch_tanh</c>.</summary>
    GeluTanh,

    /// <summary>x Φ(x), <c>gelu</c>.</summary>
    Gelu,
}

/// <summary>Activations as functions, [..] → [..].</summary>
internal static class Activations
{
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.QuickGelu => x * (x * 1.702).sigmoid(),
        Activation.GeluTanh => x * 0.5 * (((x + x.pow(3) * 0.044715) * Math.Sqrt(2 / Math.PI)).tanh() + 1),
        _ => nn.functional.gelu(x),
    };
}
