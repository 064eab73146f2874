using FsCheck;
using FsCheck.Fluent;
using Kit.Pairs;

namespace Kit.Tests.Pairs;

public class LedgerLaws
{
    private static readonly Gen<Fate> Fate = Gen.Elements<Fate>(new Fate.Used(), new Fate.Dropped(Reason.CorrectAnswer),
        new Fate.Dropped(Reason.NoSpan), new Fate.Failed("no such file"));

    [Fact]
    public void Counts_reconcile() =>
        Law.Holds(Ledger("a"), ledger => ledger.Count == ledger.Used + ledger.Dropped + ledger.Failed
            && ledger.Count == ledger.Summary.Sum(row => row.Count) && ledger.Count == ledger.Entries.Count
            && ledger.Used == ledger.Entries.Count(entry => entry.Fate is Fate.Used)
            && ledger.Failed == ledger.Entries.Count(entry => entry.Fate is Fate.Failed));

    [Fact]
    public void Merging_associates_and_empty_is_its_unit() =>
        Law.Holds(Ledger("a").Zip(Ledger("b")).Zip(Ledger("c")), three =>
        {
            var ((a, b), c) = three;
            return a.Merge(b).Merge(c).Equals(a.Merge(b.Merge(c)))
                && a.Merge(Kit.Pairs.Ledger.Empty).Equals(a) && Kit.Pairs.Ledger.Empty.Merge(a).Equals(a);
        });

    [Fact]
    public void A_merged_ledger_keeps_every_sample_of_both() =>
        Law.Holds(Ledger("a").Zip(Ledger("b")), two =>
            two.Item1.Merge(two.Item2).Entries.SequenceEqual(two.Item1.Entries.Concat(two.Item2.Entries)));

    [Fact]
    public void Adding_leaves_the_old_ledger_as_it_was()
    {
        var before = Kit.Pairs.Ledger.Empty.Add("a", new Fate.Used());
        var after = before.Add("b", new Fate.Dropped(Reason.NoDifference));
        Assert.Equal((1, 2), (before.Count, after.Count));
        Assert.Equal(Kit.Pairs.Ledger.Empty.Add("a", new Fate.Used()), before);
        Assert.NotEqual(before, after);
        Assert.NotEqual(Kit.Pairs.Ledger.Empty.Add("a", new Fate.Failed("x")), before);
    }

    [Fact]
    public void A_second_fate_is_refused()
    {
        var ledger = Kit.Pairs.Ledger.Empty.Add("a", new Fate.Used());
        var again = new Fate.Dropped(Reason.NoSpan);
        const string expected = "sample a: expected to be recorded once, got dropped: no-span after used. "
            + "Give every sample an id of its own, and record it at one place.";
        var other = Kit.Pairs.Ledger.Empty.Add("b", new Fate.Used()).Add("a", again);
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => ledger.Add("a", again)).Message);
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => ledger.Merge(other)).Message);
    }

    [Fact]
    public void The_table_reads()
    {
        Fate alike = new Fate.Dropped(Reason.NoDifference);
        var ledger = Kit.Pairs.Ledger.Empty.Add("v10", new Fate.Failed("v10.mp4: cut short"))
            .Add("v0", new Fate.Dropped(Reason.Named("low-score"))).Add("v1", alike).Add("v2", alike)
            .Add("v3", alike).Add("v4", alike).Add("v5", new Fate.Used())
            .Add("v6", new Fate.Dropped(Reason.CorrectAnswer))
            .Add("v7", new Fate.Used()).Add("v8", new Fate.Used()).Add("v9", alike);
        Assert.Equal("""
            used                      3  v5, v7, v8
            dropped: no-difference    5  v1, v2, v3, …
            dropped: correct-answer   1  v6
            dropped: low-score        1  v0
            failed                    1  v10
            total                    11
            v10: v10.mp4: cut short
            """, ledger.ToTable());
        Assert.Equal("11 samples: 3 used, 7 dropped, 1 failed", ledger.ToString());
        Assert.Equal("total  0", Kit.Pairs.Ledger.Empty.ToTable());
    }

    [Fact]
    public void Reasons_are_short_stable_names()
    {
        Assert.Equal(["correct-answer", "no-difference", "unparsed", "unreadable-video", "no-span", "too-long"],
            new[] { Reason.CorrectAnswer, Reason.NoDifference, Reason.Unparsed, Reason.UnreadableVideo, Reason.NoSpan,
                Reason.TooLong }.Select(reason => reason.ToString()));
        Assert.Equal(Reason.NoSpan, Reason.Named("no-span"));
        foreach (var name in new[] { "", "No-span", "no span", "no--span", "-no", "no_span", "öl" })
            Assert.StartsWith("reason: expected lower-case words joined by hyphens, got",
                Assert.Throws<ArgumentException>(() => Reason.Named(name)).Message);
    }

    private static Gen<Ledger> Ledger(string prefix) =>
        from fates in Fate.ListOf()
        select fates.Select((fate, i) => (fate, i)).Aggregate(Kit.Pairs.Ledger.Empty,
            (ledger, next) => ledger.Add(FormattableString.Invariant($"{prefix}{next.i}"), next.fate));
}
