using Kit.Models.Caches;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>Visual tokens of the clips that a data set names, found by clip id; as many for every clip.</summary>
public sealed class Shelf
{
    private readonly Func<string, Tensor?> find;

    private Shelf(Tensor? features, long tokens, Func<string, Tensor?> find) =>
        (Features, Tokens, this.find) = (features, tokens, find);

    /// <summary>In memory.</summary>
    /// <param name="features">[C, V, D], constant.</param>
    /// <param name="clips">Clip id → row.</param>
    public Shelf(Tensor features, IReadOnlyDictionary<string, int> clips)
        : this(features, features.shape[1], clip => clips.TryGetValue(clip, out var row) ? features[row] : null) { }

    /// <summary>[C, V, D] where they are in memory, null where they are on disk.</summary>
    public Tensor? Features { get; }

    /// <summary>V, visual tokens of a clip.</summary>
    public long Tokens { get; }

    /// <summary>On disk: clips that are not there yet are made now, and rows are read when a batch takes them.</summary>
    /// <param name="cache">Where.</param>
    /// <param name="clips">One or more ids.</param>
    /// <param name="make">The visual tokens of a clip, [V, D].</param>
    public static Shelf From(VisualCache cache, IReadOnlyCollection<string> clips, Func<string, Tensor> make)
    {
        using var scope = NewDisposeScope();
        foreach (var clip in clips.Where(c => !cache.Contains(c))) cache.Take(clip, () => make(clip)).Dispose();
        var known = clips.ToHashSet();
        return new Shelf(null, cache.Take(clips.First(), () => make(clips.First())).shape[0],
            clip => known.Contains(clip) ? cache.Take(clip, () => make(clip)) : null);
    }

    /// <summary>Rows of the clips of a batch: [B, V, D].</summary>
    /// <exception cref="KeyNotFoundException">A pair names a clip that is not on the shelf.</exception>
    /// <exception cref="InvalidDataException">A clip has another number of tokens than the others.</exception>
    public Tensor Take(IEnumerable<(string Id, string Clip)> pairs) => stack([.. pairs.Select(p => Row(p.Id, p.Clip))]);

    private Tensor Row(string pair, string clip)
    {
        var row = find(clip) ?? throw new KeyNotFoundException(
            $"Pair {pair}: expected a clip of this run, got \"{clip}\". Decode its video or drop the pair.");
        return row.shape[0] == Tokens ? row : throw new InvalidDataException(FormattableString.Invariant(
            $"clip {clip}: expected [V, D] with V = {Tokens} as the first clip has, got V = {row.shape[0]}. ")
            + $"Plan as many frames for each, or use {nameof(Media)}.{nameof(Media.Typed)}.");
    }
}
