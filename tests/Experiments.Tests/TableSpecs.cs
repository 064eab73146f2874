using Kit.Report;
using VerifyXunit;

namespace Experiments.Tests;

/// <summary>dotnet run experiments/tables/*.cs -- --quick on the shared laboratory: shapes, the paper's columns, notes;
/// measured numbers are another machine's to repeat, so they are masked and recomputed instead.</summary>
[Collection(nameof(QuickAblation))]
public sealed class TableSpecs(QuickAblation quick)
{
    [Theory]
    [InlineData("rrpo-losses")]
    [InlineData("rrpo-main")]
    [InlineData("leanpo")]
    [InlineData("vlm-rlaif")]
    [InlineData("methods")]
    public async Task Tables(string script)
    {
        var (exit, output, error) = Script.Run($"tables/{script}.cs", "--quick", "--out", quick.Folder);
        Assert.True(exit == 0, error + output);
        var files = Directory.GetFiles(Path.Combine(quick.Folder, "tables", script), "*.json")
            .Order(StringComparer.Ordinal).ToArray();
        var tables = files.Select(file => Table.FromJson(File.ReadAllText(file))).ToArray();
        foreach (var (file, table) in files.Zip(tables))
        {
            Assert.Equal(table.ToMarkdown(), File.ReadAllText(Path.ChangeExtension(file, ".md")));
            Assert.Equal(table.ToCsv(), File.ReadAllText(Path.ChangeExtension(file, ".csv")));
            Assert.Equal(table.ToLatex(), File.ReadAllText(Path.ChangeExtension(file, ".tex")));
            Assert.Contains(table.Title, output, StringComparison.Ordinal);
            foreach (var cell in table.Rows.SelectMany(row => row)) Recomputed(cell);
        }

        await Verifier.Verify(string.Join("\n", tables.Select(Masked)), "md").UseTextForParameters(script);
    }

    [Fact]
    public void The_index_names_every_published_table()
    {
        var (exit, output, error) = Script.Run("tables/index.cs");
        Assert.True(exit == 0, error + output);
        foreach (var table in PaperTables.All) Assert.Contains(table.Title, output, StringComparison.Ordinal);
    }

    /// <summary>The number of a cell from the samples that the file keeps.</summary>
    private static void Recomputed(Cell cell)
    {
        double? number = cell switch
        {
            Cell.Spread { Value: var x } => x.Mean,
            Cell.Difference { Value: var x } => x.Value,
            _ => null,
        };
        if (number is { } value) Assert.Equal(value, cell.Observations.Average(one => one.Value), 1e-9);
    }

    /// <summary>Words, baselines and published numbers as they are; a dot for what was measured.</summary>
    private static string Masked(Table table)
    {
        var masked = table with
        {
            Rows = [.. table.Rows.Select(row => Sequence(row.Zip(table.Columns, (cell, column) =>
                column.Origin is Origin.Paper || cell is Cell.Words or Cell.Baseline ? cell : Cell.From("·"))))],
        };
        var owed = masked.Footnotes.Skip(masked.Notes.Count);
        return (masked with { Notes = [.. table.Footnotes.Except(owed)] }).ToMarkdown();
    }

    private static Kit.Sequence<Cell> Sequence(IEnumerable<Cell> cells) => [.. cells];
}
