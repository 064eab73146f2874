using Kit.Models.Decoder;
using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>What every block needs beside the patches.</summary>
/// <param name="Rope">Angles of a group's patches.</param>
/// <param name="Mask">Added to attention scores, or null where a patch sees its whole group.</param>
internal sealed record QwenStep(Rope Rope, Tensor? Mask);

/// <summary>x + attention(norm x), then + mlp(norm x): [T, H·W, D_v] → [T, H·W, D_v].</summary>
internal sealed class QwenBlock : nn.Module<Tensor, QwenStep, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> norm1;
    private readonly nn.Module<Tensor, Tensor> norm2;
    private readonly QwenAttention attn;
    private readonly nn.Module<Tensor, Tensor> mlp;

    public QwenBlock(QwenTowerConfig config, Initial initial, Placement place) : base(nameof(QwenBlock))
    {
        norm1 = Norm(config, initial, place);
        norm2 = Norm(config, initial, place);
        attn = new QwenAttention(config, initial, place);
        mlp = config.Generation == QwenGeneration.Qwen2
            ? new PatchMlp(config.HiddenSize, config.IntermediateSize, config.Activation, initial, place)
            : new Mlp(config.HiddenSize, config.IntermediateSize, Bias.Zero, initial, place);
        RegisterComponents();
    }

    /// <summary>The generation's norm.</summary>
    public static nn.Module<Tensor, Tensor> Norm(QwenTowerConfig config, Initial initial, Placement place) =>
        config.Generation == QwenGeneration.Qwen2
            ? nn.LayerNorm(config.HiddenSize, 1e-6, dtype: place.Dtype, device: place.Device)
            : new RmsNorm(config.HiddenSize, 1e-6, initial, place);

    public override Tensor forward(Tensor input, QwenStep step)
    {
        var x = input + attn.call(norm1.call(input), step);
        return x + mlp.call(norm2.call(x));
    }
}

/// <summary>Attention with turned queries and keys, q, k and v in one matrix.</summary>
internal sealed class QwenAttention : nn.Module<Tensor, QwenStep, Tensor>
{
    private readonly int heads;
    private readonly Projection qkv;
    private readonly Projection proj;

    public QwenAttention(QwenTowerConfig config, Initial initial, Placement place) : base(nameof(QwenAttention))
    {
        heads = config.Heads;
        qkv = new Projection(config.HiddenSize, 3 * config.HiddenSize, Bias.Zero, initial, place);
        proj = new Projection(config.HiddenSize, config.HiddenSize, Bias.Zero, initial, place);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, QwenStep step)
    {
        var (t, p) = (input.shape[0], input.shape[1]);
        var split = qkv.call(input).view(t, p, 3, heads, -1).permute(2, 0, 3, 1, 4);           // [3, T, H, P, d]
        var mixed = nn.functional.scaled_dot_product_attention(
            step.Rope.Apply(split[0]), step.Rope.Apply(split[1]), split[2], step.Mask);
        return proj.call(mixed.transpose(1, 2).flatten(2));
    }
}
