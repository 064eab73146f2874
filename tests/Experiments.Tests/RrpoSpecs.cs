using System.Text.Json;

namespace Experiments.Tests;

/// <summary>dotnet run experiments/rrpo.cs -- --quick: structure, and what holds for any seed.</summary>
[Collection(nameof(QuickAblation))]
public sealed class RrpoSpecs(QuickAblation job)
{
    private static readonly string[] Losses =
        ["DPO", "DPA", "TDPO", "DDPO", "DPO + TokenKL", "RRPO without KL", "RRPO", "SimPO", "LeanPO"];

    [Fact]
    public void It_ends_well_and_names_its_report()
    {
        Assert.True(job.Exit == 0, job.Output + job.Error);
        Assert.Contains("report.html", job.Output, StringComparison.Ordinal);
        Assert.Contains("clips written", job.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_row_for_every_loss_and_the_papers_column()
    {
        var rows = job["report.md"].Split('\n').Where(l => l.StartsWith('|'))
            .Select(l => l.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToArray();
        foreach (var loss in Losses.Prepend("base model")) Assert.Contains(rows, r => r[0] == loss && r.Length > 8);
        Assert.Contains(rows, r => r[0] == "RRPO" && r[^1].StartsWith("44", StringComparison.Ordinal));
        Assert.Contains(rows, r => r[0] == "DDPO" && r[^1].StartsWith("41.7", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_needs_nothing_from_outside()
    {
        var page = job["report.html"];
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=\"http", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_run_starts_at_its_reference()
    {
        foreach (var loss in new[] { "dpo", "dpo---tokenkl", "rrpo-without-kl", "rrpo" })
        {
            var first = Steps(loss)[0];
            Assert.Equal(Math.Log(2), first["loss"], 3);
            Assert.Equal(0, first["rewards/margins"], 3);
        }
    }

    [Fact]
    public void Every_loss_learns_to_tell_its_pairs_apart()
    {
        foreach (var loss in new[] { "dpo", "dpo---tokenkl", "rrpo-without-kl", "rrpo", "simpo", "leanpo", "tdpo", "ddpo", "dpa" })
        {
            var steps = Steps(loss);
            Assert.True(steps[^1]["delta/chosen"] > steps[^1]["delta/rejected"], loss);    // against the base model
            Assert.All(steps, s => Assert.All(s.Values, v => Assert.True(double.IsFinite(v))));
        }
    }

    [Fact]
    public void Runs_of_one_seed_see_the_same_batches()
    {
        var lengths = new[] { "dpo", "rrpo", "simpo" }
            .Select(l => string.Join(' ', Steps(l).Select(s => s["len/chosen"]))).Distinct();
        Assert.Single(lengths);
    }

    [Fact]
    public void Claims_are_stated_with_a_verdict()
    {
        var report = job["report.md"];
        Assert.Contains("RRPO drifts far less than DPO", report, StringComparison.Ordinal);
        Assert.Matches("(holds|does not hold|undecided)", report);
        Assert.Contains("dropped: correct-answer", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Perturbations_are_compared_and_shown()
    {
        var report = job["report.md"];
        Assert.Contains("| block mask + local shuffle (RRPO)", report, StringComparison.Ordinal);
        Assert.Contains("| random wrong values", report, StringComparison.Ordinal);
        Assert.Contains("As the model sees it", job["report.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void More_data_and_three_builds_of_base_model_are_compared()
    {
        var report = job["report.md"];
        Assert.Contains("More pairs, as many steps", report, StringComparison.Ordinal);
        Assert.Contains("RRPO scales with more data: undecided", report, StringComparison.Ordinal);       // one seed
        Assert.Contains("| pooled 4 × 4, decoder 2 × 128", report, StringComparison.Ordinal);
        Assert.Contains("RRPO gains behind every architecture: undecided", report, StringComparison.Ordinal);
    }

    private List<Dictionary<string, double>> Steps(string loss) =>
        [.. File.ReadLines(Path.Combine(job.Folder, "metrics", $"{loss}-seed1.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Dictionary<string, double>>(line)!)];
}
