using FsCheck;
using FsCheck.Fluent;
using Kit.Train.Metrics;

namespace Kit.Train.Tests.Metrics;

public sealed class MetricSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-metrics-").FullName;

    private string File => Path.Combine(folder, "runs", "m.jsonl");

    [Fact]
    public void What_is_written_is_read()
    {
        var numbers = ArbMap.Default.ArbFor<double[]>();
        Given.Always(numbers, values =>
        {
            MetricRow[] rows =
                [.. values.Select((value, i) => MetricRow.From(i, ("loss", value), ("rewards/margins", -value)))];
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.Delete(File);
            Write(rows);
            Assert.Equal(rows, MetricLog.Read(File).Rows);
        });
    }

    [Fact]
    public void Lines_are_plain_json()
    {
        Write(MetricRow.From(3, ("loss", 0.61), ("kl", double.NaN), ("x", double.NegativeInfinity)));
        Assert.Equal(
            "{\"step\":3,\"loss\":0.61,\"kl\":\"NaN\",\"x\":\"-Infinity\"}\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_line_is_on_disk_before_the_next_is_written()
    {
        using var writer = MetricWriter.Append(File);
        writer.Write(MetricRow.From(1, ("loss", 0.5)));
        Assert.Equal(0.5, MetricLog.Read(File).Last("loss"));
    }

    [Fact]
    public void An_interrupted_last_line_is_dropped_and_overwritten()
    {
        Write(MetricRow.From(1, ("loss", 0.5)));
        System.IO.File.AppendAllText(File, "{\"step\":2,\"lo");
        Assert.Equal([MetricRow.From(1, ("loss", 0.5))], MetricLog.Read(File).Rows);
        Write(MetricRow.From(2, ("loss", 0.4)));
        Assert.Equal([(1, 0.5), (2, 0.4)], MetricLog.Read(File).Curve("loss"));
    }

    [Fact]
    public void A_curve_skips_steps_that_did_not_log_it()
    {
        Write(MetricRow.From(1, ("loss", 0.5)), MetricRow.From(2, ("eval", 7)), MetricRow.From(3, ("loss", 0.4)));
        Assert.Equal([(1, 0.5), (3, 0.4)], MetricLog.Read(File).Curve("loss"));
    }

    [Theory]
    [InlineData("{\"loss\":1}")]
    [InlineData("not json")]
    [InlineData("{\"step\":\"x\"}")]
    [InlineData("{\"step\":1,\"loss\":[1]}")]
    [InlineData("{\"step\":1,\"loss\":\"abc\"}")]
    public void A_faulty_line_is_named(string line)
    {
        Write(MetricRow.From(1, ("loss", 0.5)));
        System.IO.File.AppendAllText(File, $"{line}\n");
        Assert.Equal(
            $"Metrics {File}, line 2: expected {{\"step\": integer, name: number, …}}, got {line}. "
            + "Remove the line, or read the file of another run.",
            Assert.Throws<InvalidDataException>(() => MetricLog.Read(File)).Message);
    }

    [Fact]
    public void A_metric_that_was_not_logged_names_those_that_were()
    {
        Write(MetricRow.From(1, ("loss", 0.5), ("kl", 1)));
        Assert.Equal(
            "Metric margin: expected at least one value, got none. Logged are: loss, kl.",
            Assert.Throws<ArgumentException>(() => MetricLog.Read(File).Last("margin")).Message);
    }

    private void Write(params MetricRow[] rows)
    {
        using var writer = MetricWriter.Append(File);
        foreach (var row in rows) writer.Write(row);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
