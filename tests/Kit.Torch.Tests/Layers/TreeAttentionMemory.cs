using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

/// <summary>What attention over a long prompt costs.</summary>
public sealed class TreeAttentionMemory
{
    /// <summary>All scores, [H, T, T] in float32, would be 256 MiB, and twice that again in backward.</summary>
    [Fact]
    public void A_long_prompt_costs_some_tiles_and_never_its_square()
    {
        if (!OperatingSystem.IsLinux()) return;
        Assert.InRange(PeakMemory.Of(nameof(TreeAttentionMemory), 4096), 1, 64 << 20);
    }

    /// <summary>Forward and backward of one prompt with two answers.</summary>
    internal static void Pass(int tokens)
    {
        using var scope = NewDisposeScope();
        Tensor Some(long heads) => randn([1, heads, tokens + 20, 4], requires_grad: true);
        var tree = new Tree(
            Passage.Whole(new(0, tokens)), [Passage.Whole(new(tokens, 10)), Passage.Whole(new(tokens + 10, 10))]);
        TreeAttention.Apply(Some(4), Some(2), Some(2), AttentionPlan.From([tree])).sum().backward();
    }
}
