namespace Experiments.Tests;

/// <summary>dotnet run experiments/leanpo.cs -- --quick: structure, and that a second run finds everything.</summary>
[Collection(nameof(QuickAblation))]
public sealed class LeanPoSpecs(QuickAblation quick)
{
    [Fact]
    public void From_hints_to_label_noise_and_again_from_what_stands()
    {
        var (exit, output, error) = Script.Run("leanpo.cs", "--quick", "--out", quick.Folder);
        Assert.True(exit == 0, error + output);
        var report = File.ReadAllText(Path.Combine(quick.Folder, "leanpo.md"));
        foreach (var part in new[] { "SFT on true answers", "first-round data", "DPO, external pairs", "turn 2: reflected", "λ = 0.4", "57.8" })
            Assert.Contains(part, report, StringComparison.Ordinal);
        var (again, _, trouble) = Script.Run("leanpo.cs", "--quick", "--out", quick.Folder);
        Assert.True(again == 0, trouble);
        Assert.Equal(Found(report), Found(File.ReadAllText(Path.Combine(quick.Folder, "leanpo.md"))));
    }

    /// <summary>All but the wall time.</summary>
    private static string Found(string report) => string.Join('\n', report.Split('\n')
        .Where(line => !line.Contains("wall time", StringComparison.Ordinal)));
}
