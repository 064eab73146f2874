using Kit.Torch;
using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>Squares of merge × merge patches, normed and laid end to end, become visual tokens: [P, D_v] → [P / merge²,
/// D].</summary>
internal sealed class QwenMerger : nn.Module<Tensor, Tensor>
{
    private readonly int inner;
    private readonly nn.Module<Tensor, Tensor> ln_q;
    private readonly Sequential mlp;

    public QwenMerger(QwenTowerConfig config, Initial initial, Placement place) : base(nameof(QwenMerger))
    {
        inner = config.HiddenSize * config.MergeSize * config.MergeSize;
        ln_q = QwenBlock.Norm(config, initial, place);
        mlp = nn.Sequential(
            new Projection(inner, inner, Bias.Zero, initial, place), nn.GELU(),
            new Projection(inner, config.OutputSize, Bias.Zero, initial, place));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => mlp.call(ln_q.call(input).view(-1, inner));
}
