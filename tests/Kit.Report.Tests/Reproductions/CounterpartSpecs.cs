using System.Runtime.CompilerServices;
using Kit.Report.Reproductions;
using VerifyXunit;

namespace Kit.Report.Tests.Reproductions;

public class CounterpartSpecs
{
    private static readonly string Scripts = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(Here())!, "..", "..", "..", "experiments", "tables"));

    [Fact]
    public void No_published_table_is_forgotten() =>
        Assert.Equal(PaperTables.All, [.. Counterparts.All.Select(one => one.Paper)]);

    [Fact]
    public void Every_reproduction_has_its_script_and_every_script_its_reproduction()
    {
        Assert.Equal(
            Reproduction.All.Select(one => $"{one.Script}.cs").Append("index.cs").Order(StringComparer.Ordinal),
            Directory.GetFiles(Scripts, "*.cs").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var one in Reproduction.All)
            Assert.Contains(Counterparts.All.OfType<Counterpart.Made>(), made => made.By == one);
    }

    [Fact]
    public void A_table_without_a_counterpart_has_a_reason() => Assert.All(
        Counterparts.All.OfType<Counterpart.None>(), none => Assert.True(none.Reason.Length > 20, none.Paper.Title));

    [Fact]
    public Task The_index() => Verifier.Verify(Counterparts.ToTable().ToMarkdown(), "md").ToTask();

    private static string Here([CallerFilePath] string path = "") => path;
}
