using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Heads;

public sealed class HeadMemorySpecs
{
    private const int Vocabulary = 1 << 14, Width = 16;

    /// <summary>[N, V] in float32 would be 32 MiB and 256 MiB; a chunk, [128, V], is 8 MiB. Forward and backward run on
    /// threads of their own, and the allocator keeps for each what it has freed.</summary>
    [Fact]
    public void The_peak_is_a_few_chunks_however_many_tokens_there_are()
    {
        const long chunk = 8 << 20;
        var (few, many) = (
            PeakMemory.Of(nameof(HeadMemorySpecs), 1 << 9), PeakMemory.Of(nameof(HeadMemorySpecs), 1 << 12));
        Assert.InRange(few, chunk, 24 * chunk);
        Assert.InRange(many, few - 6 * chunk, few + 6 * chunk);
    }

    /// <summary>Every quantity, forward and backward, to the states and a trained output layer.</summary>
    internal static void Score(int tokens)
    {
        using var scope = NewDisposeScope();
        var hidden = randn([tokens, Width], requires_grad: true);
        var weight = randn([Vocabulary, Width], requires_grad: true);
        var targets = randint(0, Vocabulary, [tokens], dtype: ScalarType.Int64);
        var reference = new ReferenceStates(randn([tokens, Width]), randn([Vocabulary, Width]));
        var asked = new Asked(HeadInputs.All, [], reference);
        new Head(weight).Apply(hidden, targets, asked).Values.Values.Aggregate((a, b) => a + b).sum().backward();
    }
}
