using Kit.Evaluate.Scoring;
using Kit.Evaluate.Statistics;

namespace Kit.Evaluate.Tests.Statistics;

public class MeasurementsSpecs
{
    private static readonly Measurements Dpo = new("DPO",
    [
        new("q1", 1, "a", 1), new("q2", 1, "b", 0), new("q1", 2, "a", 1), new("q2", 2, "b", 1),
    ]);

    private static readonly Measurements Rrpo = new("RRPO",
    [
        new("q2", 1, "b", 1), new("q1", 1, "a", 1), new("q2", 2, "b", 1), new("q1", 2, "a", 0),
    ]);

    [Fact]
    public void The_spread_is_over_seeds()
    {
        Assert.Equal([0.5, 1], Dpo.BySeed);
        Assert.Equal(new MeanStd(0.75, Math.Sqrt(0.125), 2), Dpo.OverSeeds);
    }

    [Fact]
    public void Differences_pair_items_and_seeds() => Assert.Equal(
        [new("q2", 1, "b", 1), new("q1", 1, "a", 0), new("q2", 2, "b", 0), new("q1", 2, "a", -1)],
        Measurements.Differences(Dpo, Rrpo));

    [Fact]
    public void An_item_that_one_lacks_is_named()
    {
        var message = Assert.Throws<ArgumentException>(
            () => Measurements.Differences(Dpo, Rrpo with { Values = [.. Rrpo.Values.Take(3)] })).Message;
        Assert.Equal(
            "Paired difference: expected item q1 of clip a under seed 2 in RRPO as in DPO, got none. "
            + "Evaluate both on the same questions with the same seeds.", message);
        Assert.Contains("in DPO as in RRPO", Assert.Throws<ArgumentException>(
            () => Measurements.Differences(Dpo with { Values = [.. Dpo.Values.Take(3)] }, Rrpo)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_about_another_clip_is_named() => Assert.Contains(
        "expected item q1 of clip a under seed 1 in RRPO as in DPO, got c.",
        Assert.Throws<ArgumentException>(() => Measurements.Differences(
            Dpo,
            Rrpo with { Values = [.. Rrpo.Values.Select(v => v with { Cluster = v.Cluster == "a" ? "c" : "b" })] }))
            .Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_repeated_item_is_named() => Assert.Equal(
        "Measurements of DPO: expected one value of item q1 under seed 1, got two. Give every item an id of its own.",
        Assert.Throws<ArgumentException>(
            () => Measurements.Differences(Dpo with { Values = Dpo.Values.Add(Dpo.Values[0]) }, Rrpo)).Message);

    [Theory]
    [InlineData(Verdict.Correct, 1)]
    [InlineData(Verdict.Wrong, 0)]
    [InlineData(Verdict.Unparsed, 0)]
    public void Only_a_correct_answer_counts(Verdict verdict, double value)
    {
        Assert.Equal(
            new Observation("q", 4, "clip", value),
            Observation.From(new Outcome("q", "clip", "s", "f", "e", "p", verdict), 4));
        Assert.Equal(
            new Observation("h", 4, "clip", value),
            Observation.From(new HallucinationOutcome("h", "clip", Verdict.Correct, verdict), 4));
    }
}
