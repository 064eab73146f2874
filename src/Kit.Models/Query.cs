namespace Kit.Models;

/// <summary>Something to answer about one clip of a batch.</summary>
/// <param name="Clip">Row of the features that it is about.</param>
/// <param name="Ids">Prompt token ids, up to where the answer starts.</param>
/// <param name="Stream">With the ids, names the random numbers of its answers: queries that are worded alike about
/// different clips get different ones.</param>
public sealed record Query(int Clip, IReadOnlyList<int> Ids, long Stream = 0)
{
    public override string ToString() => FormattableString.Invariant($"clip {Clip}, {Ids.Count} tokens");
}
