namespace Kit.Torch.Layers;

/// <summary>Places Start … Start + Length − 1 of a sequence.</summary>
public readonly record struct Extent(long Start, long Length)
{
    /// <summary>No place.</summary>
    public static Extent None => default;

    /// <summary>The first place behind it.</summary>
    public long End => Start + Length;

    /// <summary>From one place up to another.</summary>
    public static Extent Between(long start, long end) => new(start, end - start);
}
