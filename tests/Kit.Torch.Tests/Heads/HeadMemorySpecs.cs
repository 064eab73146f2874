namespace Kit.Torch.Tests.Heads;

public sealed class HeadMemorySpecs
{
    /// <summary>[N, V] in float32 would be 32 MiB and 256 MiB; a chunk, [128, V], is 8 MiB. Forward and backward run on
    /// threads of their own, and the allocator keeps for each what it has freed.</summary>
    [Fact]
    public void The_peak_is_a_few_chunks_however_many_tokens_there_are()
    {
        const long chunk = 8 << 20;
        var (few, many) = (HeadMemory.Bytes(1 << 9), HeadMemory.Bytes(1 << 12));
        Assert.InRange(few, chunk, 24 * chunk);
        Assert.InRange(many, few - 6 * chunk, few + 6 * chunk);
    }
}
