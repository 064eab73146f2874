using System.Globalization;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

/// <summary>What attention over a long prompt costs.</summary>
[Collection(nameof(Alone))]
public sealed class TreeAttentionMemory
{
    /// <summary>All scores, [H, T, T] in float32, would be 256 MiB, and twice that again in backward.</summary>
    [Fact]
    public void A_long_prompt_costs_some_tiles_and_never_its_square()
    {
        if (!OperatingSystem.IsLinux()) return;
        Pass(64);
        File.WriteAllText("/proc/self/clear_refs", "5");                   // the peak counts from here
        var before = Read("VmRSS:");
        Pass(4096);
        Assert.InRange(Read("VmHWM:") - before, 1, 64 << 20);
    }

    /// <summary>Forward and backward of one prompt with two answers.</summary>
    private static void Pass(long tokens)
    {
        using var scope = NewDisposeScope();
        Tensor Some(long heads) => randn([1, heads, tokens + 20, 4], requires_grad: true);
        var tree = new Tree(
            Passage.Whole(new(0, tokens)), [Passage.Whole(new(tokens, 10)), Passage.Whole(new(tokens + 10, 10))]);
        TreeAttention.Apply(Some(4), Some(2), Some(2), AttentionPlan.From([tree])).sum().backward();
    }

    private static long Read(string what) => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith(what, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
