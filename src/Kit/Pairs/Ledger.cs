using System.Collections.Immutable;
using System.Globalization;

namespace Kit.Pairs;

/// <summary>What became of every sample, by id, so that nothing is dropped in silence.</summary>
/// <remarks>Count = Used + Dropped + Failed, always. Merging associates, <see cref="Empty"/> is its unit.</remarks>
[TypeFormatterSource]
public sealed class Ledger : IEquatable<Ledger>
{
    private readonly ImmutableDictionary<string, Fate> fates;
    private readonly ImmutableList<string> order;

    private Ledger(ImmutableDictionary<string, Fate> fates, ImmutableList<string> order) =>
        (this.fates, this.order) = (fates, order);

    public static Ledger Empty { get; } = new(ImmutableDictionary<string, Fate>.Empty, []);

    /// <summary>Samples seen.</summary>
    public int Count => order.Count;

    public int Used => fates.Values.Count(fate => fate is Fate.Used);

    public int Dropped => fates.Values.Count(fate => fate is Fate.Dropped);

    public int Failed => fates.Values.Count(fate => fate is Fate.Failed);

    /// <summary>In the order in which they were added.</summary>
    public Sequence<LedgerEntry> Entries => Sequence.From(order.Select(id => new LedgerEntry(id, fates[id])));

    /// <summary>One row per fate and reason: used, then dropped by falling count, then failed.</summary>
    public Sequence<LedgerRow> Summary => Sequence.From(Entries.GroupBy(entry => entry.Fate.Heading)
        .OrderBy(group => Rank(group.First().Fate)).ThenByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new LedgerRow(group.Key, group.Count(), [.. group.Take(3).Select(entry => entry.Id)])));

    /// <summary>The ledger with one more sample; a sample that has a fate already is refused.</summary>
    public Ledger Add(string id, Fate fate) =>
        fates.TryGetValue(id, out var known)
            ? throw new ArgumentException($"sample {id}: expected to be recorded once, got {fate} after {known}. "
                + "Give every sample an id of its own, and record it at one place.")
            : new(fates.Add(id, fate), order.Add(id));

    /// <summary>Both ledgers' samples, this one's first.</summary>
    public Ledger Merge(Ledger other) =>
        other.order.Aggregate(this, (ledger, id) => ledger.Add(id, other.fates[id]));

    /// <summary>The summary as text, with each failure's message under it.</summary>
    public string ToTable()
    {
        var rows = Summary.Append(new("total", Count, [])).ToList();
        var (names, counts) = (rows.Max(row => row.Heading.Length), rows.Max(row => Digits(row.Count).Length));
        var lines = rows.Select(row =>
            $"{row.Heading.PadRight(names)}  {Digits(row.Count).PadLeft(counts)}  {Examples(row)}");
        var failures = Entries.Where(entry => entry.Fate is Fate.Failed)
            .Select(entry => $"{entry.Id}: {((Fate.Failed)entry.Fate).Error}");
        return string.Join('\n', lines.Concat(failures).Select(line => line.TrimEnd()));
    }

    public bool Equals(Ledger? other) => other is not null && Entries.Equals(other.Entries);

    public override bool Equals(object? obj) => Equals(obj as Ledger);

    public override int GetHashCode() => Entries.GetHashCode();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Count} samples: {Used} used, {Dropped} dropped, {Failed} failed");

    private static string Digits(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Examples(LedgerRow row) => string.Join(", ", row.Examples)
        + (row.Count > row.Examples.Count && row.Examples.Count > 0 ? ", …" : "");

    private static int Rank(Fate fate) => fate switch { Fate.Used => 0, Fate.Dropped => 1, _ => 2 };
}
