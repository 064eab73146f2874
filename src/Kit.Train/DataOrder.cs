namespace Kit.Train;

/// <summary>Which samples a step sees: a pure function of (seed, epoch, index), so that a resumed run repeats
/// it.</summary>
public sealed record DataOrder(int Samples, int BatchSize, long Seed, Order Order = Order.Shuffled)
{
    private const long Stream = 0x0DA7A;

    public int StepsPerEpoch => (Samples + BatchSize - 1) / BatchSize;

    /// <summary>Sample indices of a step, counted over the whole run.</summary>
    public IReadOnlyList<int> Batch(int step) => Epoch(step / StepsPerEpoch)
        .Skip(step % StepsPerEpoch * BatchSize).Take(BatchSize).ToArray();

    private int[] Epoch(int epoch) => Order == Order.AsGiven
        ? [.. Enumerable.Range(0, Samples)] : Pcg.From(Seed, Stream, epoch).Permutation(Samples);
}

/// <summary>The order of samples within an epoch.</summary>
public enum Order
{
    /// <summary>Another one in every epoch, by the seed.</summary>
    Shuffled,

    /// <summary>That of the data, every time.</summary>
    AsGiven,
}
