namespace Kit;

/// <summary>The kit's only source of chance: PCG-XSH-RR 64/32, the same numbers on every platform and
/// runtime.</summary>
/// <remarks>state ← state·6364136223846793005 + inc; O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient
/// Statistically Good Algorithms". A generator is named by a seed and a path of stream numbers, so that data order,
/// scenes and perturbations are pure functions of (seed, epoch, index).</remarks>
public sealed class Pcg
{
    private const ulong Multiplier = 6364136223846793005;
    private readonly ulong increment;
    private ulong state;

    private Pcg(ulong seed, ulong stream)
    {
        increment = (stream << 1) | 1;
        state = unchecked((seed + increment) * Multiplier + increment);
    }

    /// <summary>The generator of one place: (seed, path) ↦ stream. Different paths are independent.</summary>
    public static Pcg From(long seed, params ReadOnlySpan<long> path)
    {
        var stream = Mix(unchecked((ulong)seed) + 0x9E3779B97F4A7C15);
        foreach (var part in path) stream = Mix(stream ^ Mix(unchecked((ulong)part) + 0x9E3779B97F4A7C15));
        return new Pcg(unchecked((ulong)seed), stream);
    }

    /// <summary>Uniform over all 32-bit values.</summary>
    public uint Next()
    {
        var old = state;
        state = unchecked(old * Multiplier + increment);
        return uint.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>Uniform over 0 … bound − 1, without modulo bias.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var limit = uint.MaxValue - uint.MaxValue % (uint)bound;
        uint draw;
        do draw = Next(); while (draw >= limit);
        return (int)(draw % (uint)bound);
    }

    /// <summary>Uniform over [0, 1), 53 bits.</summary>
    public double NextDouble() => (((ulong)Next() << 21) ^ (Next() >> 11)) * (1.0 / (1UL << 53));

    /// <summary>Uniform over [low, high).</summary>
    public double Between(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>True with probability <paramref name="p"/>.</summary>
    public bool Chance(double p) => NextDouble() < p;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>A uniform order of 0 … count − 1 (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    public IReadOnlyList<T> Shuffle<T>(IReadOnlyList<T> items) => [.. Permutation(items.Count).Select(i => items[i])];

    private static ulong Mix(ulong x)
    {
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return x ^ (x >> 31);
    }
}
