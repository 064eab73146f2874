namespace Kit.Torch.Heads;

/// <summary>What one pass through a head computes.</summary>
/// <param name="Statistics">Those with gradient first.</param>
/// <param name="Moved">How many of them have one.</param>
/// <param name="Chunk">Tokens at a time.</param>
internal sealed record HeadPass(IReadOnlyList<TokenStatistic> Statistics, int Moved, int Chunk)
{
    /// <summary>Start and length of every chunk of <paramref name="count"/> tokens.</summary>
    public IEnumerable<(long Start, long Length)> Chunks(long count)
    {
        for (long start = 0; start < count; start += Chunk) yield return (start, Math.Min(Chunk, count - start));
    }
}
