namespace Experiments.Tests;

/// <summary>dotnet run experiments/vlm-rlaif.cs -- --quick: structure, and that a second run finds everything.</summary>
[Collection(nameof(QuickAblation))]
public sealed class VlmRlaifSpecs(QuickAblation quick)
{
    [Fact]
    public void From_two_answers_to_policies_and_again_from_what_stands()
    {
        var (exit, output, error) = Script.Run("vlm-rlaif.cs", "--quick", "--out", quick.Folder);
        Assert.True(exit == 0, error + output);
        var report = File.ReadAllText(Path.Combine(quick.Folder, "vlm-rlaif.md"));
        foreach (var part in new[] { "VLM-SFT", "init, easy to hard", "PPO, oracle's reward", "3 parts", "Accuracy against the judge" })
            Assert.Contains(part, report, StringComparison.Ordinal);
        var html = new FileInfo(Path.Combine(quick.Folder, "vlm-rlaif.html"));
        Assert.InRange(html.Length, 1000, 6_000_000);
        var (again, _, trouble) = Script.Run("vlm-rlaif.cs", "--quick", "--out", quick.Folder);
        Assert.True(again == 0, trouble);
        Assert.Equal(Found(report), Found(File.ReadAllText(Path.Combine(quick.Folder, "vlm-rlaif.md"))));
    }

    /// <summary>All but the wall time.</summary>
    private static string Found(string report) => string.Join('\n', report.Split('\n')
        .Where(line => !line.Contains("wall time", StringComparison.Ordinal)));
}
