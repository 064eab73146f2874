using Microsoft.Data.Analysis;

namespace Polyfills.Tests;

public class DataFrameSpecs
{
    private static DataFrame Frame() => new(
        new StringDataFrameColumn("loss", ["DPO", null!, "RRPO"]),
        new PrimitiveDataFrameColumn<double>("accuracy", new double?[] { 0.5, null, 0.75 }),
        new PrimitiveDataFrameColumn<long>("step", new long[] { 1, 2, 3 }));

    [Fact]
    public void Columns_by_place_and_by_name()
    {
        var frame = Frame();
        Assert.Equal(["loss", "accuracy", "step"], frame.Columns.Select(column => column.Name));
        Assert.Same(frame.Columns[1], frame["accuracy"]);
        Assert.Same(frame.Columns["step"], frame.Columns[2]);
        Assert.Equal((3L, 1L, typeof(double)), (frame["accuracy"].Length, frame["accuracy"].NullCount, frame["accuracy"].DataType));
        Assert.Equal((3L, 1L, typeof(string)), (frame["loss"].Length, frame["loss"].NullCount, frame["loss"].DataType));
    }

    [Fact]
    public void Values_by_row()
    {
        var frame = Frame();
        Assert.Equal(3, frame.Rows.Count);
        Assert.Equal((object?[])["DPO", 0.5, 1L], [.. frame.Rows[0]]);
        Assert.Equal((object?[])[null, null, 2L], [.. frame.Rows.ElementAt(1)]);
        Assert.Equal(0.75, frame[2, 1]);
        Assert.Equal(0.75, frame.Rows[2][1]);
        Assert.Equal("RRPO", frame["loss"][2]);
        Assert.Equal([0.5, null, 0.75], (PrimitiveDataFrameColumn<double>)frame["accuracy"]);
        Assert.Equal(["DPO", null, "RRPO"], (StringDataFrameColumn)frame["loss"]);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new DataFrame(
            new StringDataFrameColumn("a", ["x"]), new StringDataFrameColumn("b", ["x", "y"])));
        Assert.Throws<ArgumentException>(() => new DataFrame(
            new StringDataFrameColumn("a", ["x"]), new StringDataFrameColumn("a", ["y"])));
        Assert.Throws<ArgumentException>(() => Frame()["none"]);
    }
}
