using Kit.Data.Datasets;
using Kit.Pairs;

namespace Kit.Pipelines.Alignment;

/// <summary>The preference pairs of a training file, and what became of those that cannot be used.</summary>
/// <param name="Pairs">In the file's order; a record with several rejected answers gives several.</param>
/// <param name="Ledger">The pairs that were left out.</param>
public sealed record PairFile(Sequence<FilePair> Pairs, Ledger Ledger)
{
    private static readonly Reason BetweenClips = Reason.Named("preference-between-clips");

    private static readonly Reason TurnsOutOfOrder = Reason.Named("turns-out-of-order");

    /// <summary>Reads the whole file.</summary>
    /// <param name="data">In a format of preferences.</param>
    /// <param name="media">Where its clips lie; they are looked for, not opened.</param>
    /// <param name="spans">Where marks come from.</param>
    /// <param name="most">Pairs to keep, the first of the file; null for all.</param>
    /// <exception cref="InvalidDataException">A record does not fit the format, states no preference, has an id that
    /// stands before it, or names a clip outside the folder; the file, the record and the field are named.</exception>
    public static PairFile Read(Dataset data, MediaFolder media, SpanSource spans, int? most = null)
    {
        var (kept, ledger, seen) = (new List<FilePair>(), Ledger.Empty, new HashSet<string>());
        foreach (var example in data.Examples())
        {
            if (kept.Count >= (most ?? int.MaxValue)) break;
            var preferred = example as Example.Preferred ?? throw Refused(data, example.Id,
                "a chosen and a rejected answer", "one answer alone", "Pair the answers, or choose another file.");
            if (!seen.Add(example.Id)) throw Refused(
                data, example.Id, "an id of its own", "one that stands before it", "Number the records anew.");
            foreach (var (pair, reason) in Judged(data, preferred, media, spans))
                if (reason is null) kept.Add(pair);
                else ledger = ledger.Add(pair.Pair.Id, new Fate.Dropped(reason));
        }

        return new(Sequence.From(kept.Take(most ?? int.MaxValue)), ledger);
    }

    private static IEnumerable<(FilePair Pair, Reason? Reason)> Judged(
        Dataset data, Example.Preferred example, MediaFolder media, SpanSource spans)
    {
        var clip = OneClip.Of(example.Prompt);
        var before = FilePair.Before(example.Prompt);
        var reason = before is null ? TurnsOutOfOrder
            : example.RejectedMedia.Count > 0 ? BetweenClips
            : OneClip.Unusable(data, example, media);
        foreach (var pair in example.ToPairs(clip))
        {
            var marked = spans == SpanSource.Difference ? Difference.Mark(pair) : pair;
            yield return (new(marked, before?.Past ?? [], before?.System ?? ""),
                reason ?? (pair.Chosen.Text == pair.Rejected.Text ? Reason.NoDifference : null));
        }
    }

    private static InvalidDataException Refused(Dataset data, string id, string expected, string got, string next) =>
        new($"{data.Path}, record {id}: expected {expected}, got {got}. {next}");
}
