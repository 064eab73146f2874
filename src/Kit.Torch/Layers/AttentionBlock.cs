namespace Kit.Torch.Layers;

/// <summary>Queries that stand together and the keys that they see: those of <paramref name="Shared"/>, then of
/// <paramref name="Own"/>.</summary>
/// <param name="Queries">Places among the asked tokens.</param>
/// <param name="Shared">Keys that all queries see: the root of their tree, or none.</param>
/// <param name="Own">Keys of the queries' own passages, up to the last query's.</param>
/// <param name="Hidden">Where query i does not see key j of Own, row-major; null for a single passage, in which query i
/// of n sees all keys but the last n − 1 − i.</param>
internal sealed record AttentionBlock(Extent Queries, Extent Shared, Extent Own, Sequence<bool>? Hidden)
{
    /// <summary>All keys, Shared and Own.</summary>
    public long Keys => Shared.Length + Own.Length;
}
