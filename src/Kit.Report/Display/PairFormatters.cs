using Kit.Pairs;
using Kit.Video;

namespace Kit.Report.Formatters;

/// <summary>Pairs, answers, frames, ledgers.</summary>
internal static class PairFormatters
{
    public static IEnumerable<Formatter> All =>
    [
        Formatter.Blocks<Pair>(pair => [new Block.Samples([Sample.From(pair)])]),
        Formatter.Blocks<Answer>(answer =>
            [new Block.Samples([Sample.From("", "", new ShownAnswer("answer", answer, Tone.Plain))])]),
        Formatter.Blocks<Frames>(frames => [new Block.Samples([Show(frames)])]),
        Formatter.For<Ledger>(Ledger),
    ];

    /// <summary>A strip under its sizes.</summary>
    public static Sample Show(Frames frames, string name = "frames") => Sample
        .From("", FormattableString.Invariant($"{frames.Count} frames of {frames.Width}×{frames.Height}"))
        .With(new Strip(name, FrameStrip.Thinned(frames)));

    private static View Ledger(Ledger ledger) => new(
    [
        new Block.Paragraph($"{ledger}"),
        Block.From(ledger.Summary.Aggregate(
            Table.From("Samples", Column.Words("fate"), Column.Number("count"), Column.Words("such as")),
            (table, row) => table.With(
                Cell.From(row.Heading), Cell.From(row.Count), Cell.From(string.Join(", ", row.Examples))))),
        .. Failures(ledger),
    ])
    { Text = $"{ledger}\n{ledger.ToTable()}" };

    private static IEnumerable<Block> Failures(Ledger ledger)
    {
        KeyValue[] failed = [.. ledger.Entries.Where(entry => entry.Fate is Fate.Failed)
            .Select(entry => new KeyValue(entry.Id, ((Fate.Failed)entry.Fate).Error)).Take(50)];
        return failed.Length == 0 ? [] : [new Block.KeyValues([.. failed])];
    }
}
