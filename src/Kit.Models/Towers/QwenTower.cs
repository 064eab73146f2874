using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Video;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Models.Towers;

/// <summary>Qwen2-VL's and Qwen2.5-VL's tower: flattened patches of a clip → visual tokens, under Hugging Face's names.
/// </summary>
/// <remarks>Any height, width and length. A patch attends inside its own group of frames; its row and column turn half
/// of each head's pairs each. Qwen2.5-VL's windows are a mask here, where the original reorders the patches: the same
/// result, at the cost of full attention.</remarks>
public sealed class QwenTower : nn.Module<Tensor, PatchGrid, Tensor>
{
    private const double Theta = 10_000;

    private readonly QwenPatches patch_embed;
    private readonly ModuleList<QwenBlock> blocks;
    private readonly QwenMerger merger;

    public QwenTower(QwenTowerConfig config, Initial initial, Placement place) : base(nameof(QwenTower))
    {
        Config = config;
        patch_embed = new QwenPatches(config, initial, place);
        blocks = new ModuleList<QwenBlock>(
            [.. Enumerable.Range(0, config.Layers).Select(_ => new QwenBlock(config, initial, place))]);
        merger = new QwenMerger(config, initial, place);
        RegisterComponents();
    }

    public QwenTowerConfig Config { get; }

    /// <summary>Patches of one clip [T·H·W, C·frames·p²] → visual tokens [T·H·W / merge², D].</summary>
    /// <exception cref="ArgumentException">The patches are not those of the grid.</exception>
    public override Tensor forward(Tensor input, PatchGrid grid)
    {
        Check(input, grid);
        var x = patch_embed.call(input).view(grid.Time, grid.Area, Config.HiddenSize);         // [T, H·W, D_v]
        var rope = Turned(grid, x.device);
        var windows = Config.Generation == QwenGeneration.Qwen2 ? null : Windows(grid, x);
        for (var i = 0; i < blocks.Count; i++)
            x = blocks[i].call(x, new QwenStep(rope, Config.IsFull(i) ? null : windows));
        return merger.call(x.flatten(0, 1));
    }

    /// <summary>Angles of a patch: its row for the first half of the pairs, its column for the second.</summary>
    private Rope Turned(PatchGrid grid, Device device)
    {
        var quarter = Config.HiddenSize / Config.Heads / 4;
        var frequencies = RopeScaling.None.Frequencies(2 * quarter, Theta, 0);
        var angles = grid.Places(Config.MergeSize).SelectMany(p =>
            frequencies.Select(f => (float)(p.Row * (float)f)).Concat(frequencies.Select(f => p.Column * (float)f)));
        return Rope.From(tensor(angles.ToArray(), [1, grid.Area, 2 * quarter], device: device), 1);
    }

    /// <summary>0 between patches of one window, −10⁹ elsewhere: [1, 1, H·W, H·W].</summary>
    private Tensor Windows(PatchGrid grid, Tensor like)
    {
        var side = Config.WindowTokens * Config.MergeSize;
        var across = (grid.Width + side - 1) / side;
        var window = tensor(grid.Places(Config.MergeSize)
            .Select(p => (long)(p.Row / side * across + p.Column / side)).ToArray(), device: like.device);
        var apart = window.unsqueeze(0) != window.unsqueeze(1);
        return zeros_like(apart, dtype: like.dtype).masked_fill(apart, -1e9).unsqueeze(0).unsqueeze(0);
    }

    private void Check(Tensor input, PatchGrid grid)
    {
        if (grid.Time < 1 || grid.Height < 1 || grid.Width < 1
            || grid.Height % Config.MergeSize != 0 || grid.Width % Config.MergeSize != 0)
            throw new ArgumentException(
                $"patch grid: expected [T, H, W] with H and W multiples of {Config.MergeSize}, got {grid}. "
                + "Resize the frames by the checkpoint's processor.");
        if (input.dim() != 2 || input.shape[0] != grid.Patches || input.shape[1] != Config.PatchNumbers)
            throw new ArgumentException(
                $"patches: expected [T·H·W, C·t·p²] = [{grid.Patches}, {Config.PatchNumbers}], got "
                + $"[{string.Join(", ", input.shape)}]. Give the patches that the grid {grid} was made for.");
    }
}
