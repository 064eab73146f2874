using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Running;
using Kit.Evaluate.Scoring;
using Kit.Pairs;
using Kit.Report.Benchmarks;

namespace Kit.Report.Tests;

/// <summary>Results of benchmarks share a table only under one protocol.</summary>
public class BenchmarkTableSpecs
{
    private static BenchmarkResult Result(string name, int frames, params string[] answers)
    {
        Item[] items = [.. answers.Select((_, i) => new Item($"q{i}", $"v{i}", "?", ["x", "y"], "(A) x", [new("task",
            "t")]))];
        return BenchmarkResult.FromAsync(
            OfficialBenchmarks.MvBench, new QuestionSet([.. items], Ledger.Empty),
            new RunAnswers(items.Zip(answers).ToDictionary(p => p.First.Id, p => (string?)p.Second), Ledger.Empty),
            new Subject(name, "w"), new Protocol("b", frames, "uniform", "", "", "", "")).GetAwaiter().GetResult();
    }

    private static readonly BenchmarkResult Base = Result("base", 8, "A", "B", "B", "A");

    [Fact]
    public void One_protocol_gives_one_table_with_the_difference_from_the_first()
    {
        var table = BenchmarkTable.From([Base, Result("tuned", 8, "A", "A", "B", "A")]);
        Assert.Equal(8, table.Protocol!.Frames);
        Assert.Equal(new Cell.Baseline(), table.Rows[0][4]);
        Assert.Equal(25, Assert.IsType<Cell.Difference>(table.Rows[1][4]).Value.Value, 1e-9);
        Assert.Equal(75, Assert.IsType<Cell.Number>(table.Rows[1][1]).Value);
    }

    [Fact]
    public void Two_protocols_are_refused_with_their_first_difference() => Assert.StartsWith(
        "One table of base and other: expected one protocol, got two that differ in frames: '8' and '16'.",
        Assert.Throws<ArgumentException>(
            () => BenchmarkTable.From([Base, Result("other", 16, "A", "A", "A", "A")])).Message,
                StringComparison.Ordinal);

    [Fact]
    public void Two_protocols_share_a_table_when_asked_which_then_says_so()
    {
        var table = BenchmarkTable.AcrossProtocols([Base, Result("other", 16, "A", "A", "A", "A")]);
        Assert.Contains("base and other do not compare: frames is '8' and '16'", table.Notes);
        Assert.Null(table.Protocol);
        Assert.All(table.Rows, row => Assert.Equal(new Cell.Missing(), row[4]));
    }

    [Fact]
    public void The_report_names_weights_protocol_and_what_was_left_out()
    {
        var page = BenchmarkReport.From([Base, Result("tuned", 8, "A", "A", "B", "7")]).ToMarkdown();
        foreach (var part in new[] { "uniform", "first letter", "Differences from base", "used", "weights" })
            Assert.Contains(part, page, StringComparison.Ordinal);
    }
}
