using Kit.Models.Families;
using Kit.Models.Towers;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Families;

/// <summary>M-RoPE's positions by hand: one axis a line.</summary>
public sealed class MultimodalPositionSpecs
{
    [Fact]
    public void Groups_count_by_one_in_qwen2_vl() => Check("qwen2-vl", new PatchGrid(2, 2, 4), seconds: 9, next: 6,
        [0, 1, 2, 2, 3, 3, 4, 5], [0, 1, 2, 2, 2, 2, 4, 5], [0, 1, 2, 3, 2, 3, 4, 5]);

    /// <summary>τ = ⌊t · 0.4 · 3⌋ = 0, 1, 2, 3, 4, 6.</summary>
    [Fact]
    public void Groups_count_by_the_clock_in_qwen25_vl() => Check("qwen2.5-vl", new PatchGrid(6, 2, 2), seconds: 0.4, next: 11,
        [0, 1, 2, 3, 4, 5, 6, 8, 9, 10], [0, 1, 2, 2, 2, 2, 2, 2, 9, 10], [0, 1, 2, 2, 2, 2, 2, 2, 9, 10]);

    private static void Check(string family, PatchGrid grid, double seconds, int next, params int[][] axes)
    {
        using var scope = NewDisposeScope();
        using var model = Small.Model(family);
        var clip = new ClipPixels.Patches(empty([grid.Patches, 24], device: META), grid, seconds);
        var prompt = model.Expand(new VideoInput([5, 6, Small.Video, 7, 8], [clip]));
        Assert.Equal(axes, prompt.Positions.Select(a => a.ToArray()));
        Assert.Equal(next, prompt.Next);
    }

    /// <summary>In a windowed layer a patch sees its window of 2 × 2 tokens alone; the last layer is the first full
    /// one.</summary>
    [Fact]
    public void Windows_keep_patches_apart()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        manual_seed(1);
        var config = new QwenTowerConfig(
            QwenGeneration.Qwen25, 16, 16, 24, 1, 2, 2, 2, 2, Activation.Gelu, WindowSize: 8, FullLayers: []);
        using var tower = new QwenTower(config, new Kit.Torch.Layers.Initial.Normal(0.3), Kit.Torch.Placement.Cpu);
        var grid = new PatchGrid(1, 4, 12);                        // 2 × 6 tokens, windows of 2 × 2
        var patches = randn([grid.Patches, 24]);
        var touched = patches.clone();
        touched[0] += 1;                                           // the first patch of token 0
        var changed = (tower.call(patches, grid) - tower.call(touched, grid)).abs().amax([1]) > 1e-6;
        Assert.Equal(
            [true, true, false, false, false, false, true, true, false, false, false, false],
            changed.data<bool>().ToArray());
    }
}
