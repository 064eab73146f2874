using Kit.Evaluate.Statistics;

namespace Kit.Report.Tests.Tables;

/// <summary>Which differences are bold when several are made together.</summary>
public class FamilySpecs
{
    private static readonly Table Empty =
        Table.From("t", Column.Words("Method"), Column.Points("Δ"), Column.Points("Δ elsewhere"));

    private static Cell With(double p) => Cell.From(new Estimate(0.02, new Interval(0.01, 0.03, 0.95), 0.01, p));

    private static Table Family(params double[] ps) => ps.Aggregate(
        Empty.With(Cell.From("base"), new Cell.Baseline(), new Cell.Baseline()),
        (table, p) => table.With(Cell.From($"p {p}"), With(p), new Cell.Missing()));

    private static double[] Adjusted(Table table, int column) =>
        [.. table.Rows.Select(row => row[column]).OfType<Cell.Difference>().Select(cell => cell.Adjusted)];

    private static bool[] Bold(Table table) =>
        [.. table.Rows.Select(row => row[1]).OfType<Cell.Difference>().Select(cell => cell.Bold)];

    [Fact]
    public void A_family_of_one_is_not_adjusted()
    {
        Assert.Equal([0.04], Adjusted(Family(0.04), 1));
        Assert.Equal([true], Bold(Family(0.04)));
    }

    [Fact]
    public void In_a_family_of_many_a_borderline_p_is_no_longer_bold()
    {
        Assert.Equal([false, false, false], Bold(Family(0.04, 0.3, 0.5)));
        Assert.Equal([true, false, false], Bold(Family(0.001, 0.04, 0.5)));
        Assert.Equal([true, true, false], Bold(Family(0.001, 0.02, 0.5)));
    }

    [Fact]
    public void The_family_grows_with_the_table_and_its_p_values_are_adjusted_once()
    {
        Assert.Equal(
            Holm.Adjust([0.01, 0.03, 0.02]), Sequence.From(Adjusted(Family(0.01, 0.03, 0.02), 1).AsEnumerable()));
        var merged = Family(0.01, 0.03).Merge(Family(0.02));
        Assert.Equal(Adjusted(Family(0.01, 0.03, 0.02), 1), Adjusted(merged, 1));
        Assert.Equal(Adjusted(Family(0.01), 1), Adjusted(merged with { Rows = [merged.Rows[1]] }, 1));
    }

    [Fact]
    public void Every_column_is_a_family_of_its_own()
    {
        var two = Empty.With(Cell.From("a"), With(0.04), With(0.001))
            .With(Cell.From("b"), new Cell.Missing(), With(0.03));
        Assert.Equal([0.04], Adjusted(two, 1));
        Assert.Equal([0.002, 0.03], Adjusted(two, 2));
    }

    [Fact]
    public void The_table_says_how_it_judged() => Assert.Contains(
        "bold only where p ≤ 0.05 by flipping the signs of whole clips, Holm-adjusted over the column.",
        Family(0.04).Footnotes.Single(), StringComparison.Ordinal);

    [Fact]
    public void A_paired_difference_brings_its_p_and_its_observations()
    {
        var baseline = new Measurements(
            "base", [.. Enumerable.Range(0, 8).Select(i => new Observation($"{i}", 1, $"c{i}", 0))]);
        var better = baseline with { Values = [.. baseline.Values.Select(one => one with { Value = 1 })] };
        var cell = Assert.IsType<Cell.Difference>(Cell.Between(baseline, better));
        Assert.Equal((1, 2 / 256.0), (cell.Value.Value, cell.Value.PValue));
        Assert.Equal(better.Values, cell.Observations);
        Assert.Equal(Measurements.Differences(baseline, better), cell.Observations);
    }
}
