using Kit.Evaluate;
using Kit.Pairs;

namespace Kit.Pipelines.Alignment;

/// <summary>The pairs of a file that a model can be trained on, and what became of every other.</summary>
/// <param name="Pairs">In the file's order.</param>
/// <param name="Ledger">Every pair of the file.</param>
internal sealed record UsablePairs(IReadOnlyList<EncodedPair> Pairs, Ledger Ledger)
{
    /// <summary>Encodes the pairs whose clips were seen.</summary>
    /// <remarks>A pair whose clip cannot be read, or that the chat form or the vocabulary cannot write, has failed with
    /// the reason; one that is too long, or has no marked span where the loss reads them, is dropped.</remarks>
    /// <exception cref="InvalidDataException">A pair is too long and such pairs fail, or too few are left.</exception>
    public static UsablePairs From(AlignmentPlan plan, PairFile file, Assistant assistant, Clips clips)
    {
        var (kept, ledger) = (new List<EncodedPair>(), file.Ledger);
        foreach (var pair in file.Pairs)
        {
            var (encoded, fate) = Judged(plan, pair, assistant, clips);
            ledger = ledger.Add(pair.Pair.Id, fate);
            if (fate is Fate.Used) kept.Add(encoded!);
        }

        Enough(plan, kept.Count, ledger);
        return new(kept, ledger);
    }

    /// <summary>Refuses fewer pairs than a run is worth; the ledger's reasons are named, of failures the first.
    /// </summary>
    public static void Enough(AlignmentPlan plan, int pairs, Ledger ledger)
    {
        if (pairs >= Math.Max(1, plan.Minimum)) return;
        var lost = ledger.Summary.Where(row => row.Heading != "used").Select(row =>
            FormattableString.Invariant($"{row.Heading} {row.Count} ({string.Join(", ", row.Examples)})"));
        var fault = ledger.Entries.Select(entry => entry.Fate).OfType<Fate.Failed>().FirstOrDefault();
        throw new InvalidDataException(FormattableString.Invariant(
            $"{plan.Data.Path}: expected at least {Math.Max(1, plan.Minimum)} usable pairs, got {pairs}: ")
            + $"{string.Join(", ", lost)}. {(fault is null ? "" : $"The first failure: {fault.Error} ")}"
            + "Correct the file or the videos' folder, or lower the minimum.");
    }

    /// <summary>Whether a marked span is in one of the answers.</summary>
    public static bool Marked(EncodedPair pair) =>
        pair.Chosen.SpanMask.Contains(1) || pair.Rejected.SpanMask.Contains(1);

    private static (EncodedPair? Pair, Fate Fate) Judged(
        AlignmentPlan plan, FilePair pair, Assistant assistant, Clips clips)
    {
        if (clips.Unreadable.TryGetValue(pair.Pair.Clip, out var why)) return (null, new Fate.Failed(why));
        var (encoded, fault) = Written(pair, assistant);
        if (encoded is null) return (null, new Fate.Failed(fault));
        var reason = plan.Limit.Judge(encoded.Id, (int)clips.Shape(encoded).Longest)
            ?? (plan.ReadsSpans && !Marked(encoded) ? Reason.NoSpan : null);
        return (encoded, reason is null ? new Fate.Used() : new Fate.Dropped(reason));
    }

    private static (EncodedPair? Pair, string Fault) Written(FilePair pair, Assistant assistant)
    {
        try
        {
            return (pair.Encode(assistant.Template, assistant.Tokenizer), "");
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }
}
