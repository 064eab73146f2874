using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>Rotary position embedding, the half-split layout of Llama and Qwen2.</summary>
/// <remarks>x′ = x ⊙ cos(pφ) + rotate_half(x) ⊙ sin(pφ), φ from <see cref="RopeScaling"/>. Su et al. 2021, eq. 34
/// (arXiv:2104.09864); the pairs are (i, i + d/2) as in Hugging Face's models, not (2i, 2i + 1). With M-RoPE each
/// frequency turns with one of the token's positions.</remarks>
/// <param name="Cos">cos pφ, [N, 1, T, d], float32.</param>
/// <param name="Sin">sin pφ, [N, 1, T, d], float32.</param>
public sealed record Rope(Tensor Cos, Tensor Sin)
{
    /// <summary>Angles of the positions [A, N, T] (int64), A = <see cref="Rotary.Axes"/>.</summary>
    public static Rope At(Tensor positions, Rotary rotary)
    {
        var axes = tensor(rotary.AxisOfFrequency.Select(a => (long)a).ToArray(), device: positions.device);
        var turned = positions.to(ScalarType.Float32).index_select(0, axes).permute(1, 2, 0);  // [N, T, d/2]
        return From(turned * Frequencies(positions, rotary), rotary.Scaling.Amplitude);
    }

    /// <summary>Angles as they are, one per pair of coordinates, [N, T, d/2], float32.</summary>
    public static Rope From(Tensor half, double amplitude)
    {
        var angle = cat([half, half], dim: -1).unsqueeze(1);                                   // [N, 1, T, d]
        return new Rope(angle.cos() * amplitude, angle.sin() * amplitude);
    }

    /// <summary>Angles of tokens end to end.</summary>
    public static Rope Join(IReadOnlyList<Rope> parts) =>
        new(cat([.. parts.Select(p => p.Cos)], 2), cat([.. parts.Select(p => p.Sin)], 2));

    /// <summary>Angles of some of the tokens, by their places (int64).</summary>
    public Rope Take(Tensor places) => new(Cos.index_select(2, places), Sin.index_select(2, places));

    /// <summary>Rotates queries or keys: [N, H, T, d] → [N, H, T, d], in the type of x.</summary>
    public Tensor Apply(Tensor x)
    {
        var half = x.size(3) / 2;
        var rotated = cat([-x.narrow(3, half, half), x.narrow(3, 0, half)], dim: -1);
        return (x * Cos + rotated * Sin).to(x.dtype);
    }

    /// <summary>φ of every row, [N or 1, 1, d/2], float32.</summary>
    private static Tensor Frequencies(Tensor positions, Rotary rotary)
    {
        long[] lengths = rotary.Scaling.Fixed == long.MaxValue ? [0] : Lengths(positions);
        var values = lengths.SelectMany(l => rotary.Scaling.Frequencies(rotary.Width, rotary.Theta, l));
        return tensor(values.Select(f => (float)f).ToArray(), [lengths.Length, 1, rotary.Width / 2],
            device: positions.device);
    }

    /// <summary>Tokens of every row's sequence, [N].</summary>
    private static long[] Lengths(Tensor positions)
    {
        using var longest = positions.amax([0, 2]).cpu();
        return [.. longest.data<long>().Select(p => p + 1)];
    }
}
