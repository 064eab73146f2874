using FsCheck;
using FsCheck.Fluent;
using VerifyTests;
using VerifyXunit;

namespace Kit.Report.Tests.Tables;

public class SnapshotSpecs
{
    private static readonly Table Table = Table
        .From(
            "t", Column.Words("Method"), Column.Percent("Accuracy").With(new Tolerance.Absolute(0.5)),
            Column.Number("KL", "nats").With(new Tolerance.Relative(0.1)), Column.Number("steps"))
        .With(Cell.From("DPO, β = 0.1"), Cell.From(0.7), Cell.From(20), Cell.From(300))
        .With(Cell.From("say \"RRPO\""), Cell.From(0.75), Cell.From(double.NaN), Cell.From(300));

    private static string With(double accuracy, double kl, double steps) => (Table with
    {
        Rows = [[Table.Rows[0][0], Cell.From(accuracy), Cell.From(kl), Cell.From(steps)], Table.Rows[1]],
    }).ToSnapshot();

    [Fact]
    public Task The_file_declares_its_tolerances() => Verifier.Verify(Table.ToSnapshot(), "csv").ToTask();

    [Theory]
    [InlineData(0.7, 20, 300)]
    [InlineData(0.705, 20, 300)]
    [InlineData(0.695, 22, 300)]
    [InlineData(0.7, 18, 300)]
    public void Numbers_within_the_tolerance_are_the_same_result(double accuracy, double kl, double steps) =>
        Assert.Empty(TableSnapshot.Differences(With(accuracy, kl, steps), Table.ToSnapshot()));

    [Theory]
    [InlineData(0.7051, 20, 300, "DPO, β = 0.1, Accuracy (%): verified 70, received 70.51, tolerance ±0.5")]
    [InlineData(0.7, 22.1, 300, "DPO, β = 0.1, KL (nats): verified 20, received 22.1, tolerance ±10 %")]
    [InlineData(0.7, 17.9, 300, "DPO, β = 0.1, KL (nats): verified 20, received 17.9, tolerance ±10 %")]
    [InlineData(0.7, 20, 301, "DPO, β = 0.1, steps: verified 300, received 301, tolerance exact")]
    [InlineData(0.7, double.NaN, 300, "DPO, β = 0.1, KL (nats): verified 20, received , tolerance ±10 %")]
    public void A_cell_beyond_it_is_named_with_both_values(double accuracy, double kl, double steps, string expected) =>
        Assert.Equal(
            [expected], TableSnapshot.Differences(With(accuracy, kl, steps), Table.ToSnapshot()).Select(d => $"{d}"));

    [Fact]
    public void Another_shape_or_another_tolerance_is_a_difference()
    {
        var fewer = Table with { Rows = [Table.Rows[0]] };
        Assert.Equal(
            "table, rows: verified 2, received 1, tolerance exact",
            $"{TableSnapshot.Differences(fewer.ToSnapshot(), Table.ToSnapshot()).Single()}");
        var looser = Table with
        {
            Columns = [.. Table.Columns.Select(column => column.With(new Tolerance.Absolute(100)))],
        };
        Assert.StartsWith(
            "table, tolerances: ", $"{TableSnapshot.Differences(looser.ToSnapshot(), Table.ToSnapshot()).Single()}",
            StringComparison.Ordinal);
        var renamed = Table with { Columns = [Column.Words("Loss"), .. Table.Columns.Skip(1)] };
        Assert.StartsWith(
            "table, columns: ", $"{TableSnapshot.Differences(renamed.ToSnapshot(), Table.ToSnapshot()).Single()}",
            StringComparison.Ordinal);
        Assert.NotEmpty(TableSnapshot.Differences("", Table.ToSnapshot()));
    }

    [Fact]
    public void A_tolerance_is_read_as_it_was_written() => Given.Always(
        Arb.From(from width in Gen.Choose(0, 100000) from kind in Gen.Choose(0, 2) select (kind, width / 1000.0)),
        one =>
        {
            Tolerance tolerance = one.kind switch
            {
                0 => new Tolerance.Exact(),
                1 => new Tolerance.Absolute(one.Item2),
                _ => new Tolerance.Relative(one.Item2 / 100),
            };
            Assert.Equal($"{tolerance}", $"{Tolerance.Parse($"{tolerance}")}");
        });

    [Theory]
    [InlineData("")]
    [InlineData("0.5")]
    [InlineData("±")]
    [InlineData("±-1")]
    public void Other_text_is_no_tolerance(string text) => Assert.Throws<FormatException>(() => Tolerance.Parse(text));

    [Fact]
    public async Task Verify_compares_tables_by_their_tolerance() =>
        await Verifier.Verify(With(0.704, 21, 300), "csv").UseStringComparer(Tolerant.Compare);
}
