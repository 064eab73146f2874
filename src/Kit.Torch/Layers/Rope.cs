using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>Rotary position embedding, the half-split layout of Llama and Qwen2.</summary>
/// <remarks>x′ = x ⊙ cos(pθ) + rotate_half(x) ⊙ sin(pθ), θ_i = base^(−2i/d). Su et al. 2021, eq. 34
/// (arXiv:2104.09864); the pairs are (i, i + d/2) as in Hugging Face's models, not (2i, 2i + 1).</remarks>
/// <param name="Cos">cos pθ, [N, 1, T, d], float32.</param>
/// <param name="Sin">sin pθ, [N, 1, T, d], float32.</param>
public sealed record Rope(Tensor Cos, Tensor Sin)
{
    /// <summary>Angles of the positions [N, T] (int64) for heads of width <paramref name="headWidth"/>.</summary>
    public static Rope At(Tensor positions, long headWidth, double theta)
    {
        var exponent = arange(0, headWidth, 2, dtype: ScalarType.Float32, device: positions.device) / (double)headWidth;
        var frequency = (exponent * -Math.Log(theta)).exp();                             // [d/2]
        var half = positions.to(ScalarType.Float32).unsqueeze(-1) * frequency;           // [N, T, d/2]
        var angle = cat([half, half], dim: -1).unsqueeze(1);                             // [N, 1, T, d]
        return new Rope(angle.cos(), angle.sin());
    }

    /// <summary>Rotates queries or keys: [N, H, T, d] → [N, H, T, d], in the type of x.</summary>
    public Tensor Apply(Tensor x)
    {
        var half = x.size(3) / 2;
        var rotated = cat([-x.narrow(3, half, half), x.narrow(3, 0, half)], dim: -1);
        return (x * Cos + rotated * Sin).to(x.dtype);
    }
}
