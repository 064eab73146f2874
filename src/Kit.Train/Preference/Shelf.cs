using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>Visual tokens of the clips that a data set names, found by clip id.</summary>
/// <param name="Features">[C, V, D], constant.</param>
/// <param name="Clips">Clip id → row.</param>
public sealed record Shelf(Tensor Features, IReadOnlyDictionary<string, int> Clips)
{
    /// <summary>Rows of the clips of a batch: [B, V, D].</summary>
    /// <exception cref="KeyNotFoundException">A pair names a clip that is not on the shelf.</exception>
    public Tensor Take(IEnumerable<(string Id, string Clip)> pairs) => Features.index_select(
        0, tensor(pairs.Select(p => (long)Row(p.Id, p.Clip)).ToArray(), device: Features.device));

    private int Row(string pair, string clip) => Clips.TryGetValue(clip, out var row)
        ? row
        : throw new KeyNotFoundException(
            $"Pair {pair}: expected a clip of this run, got \"{clip}\". Decode its video or drop the pair.");

    public override string ToString() => FormattableString.Invariant($"features of {Clips.Count} clips");
}
