using System.Diagnostics;

namespace Experiments.Tests;

/// <summary>What the README shows is what runs.</summary>
public sealed class ReadmeSpecs
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Script.Root, "README.md"));

    [Fact]
    public void The_first_lines_print_what_the_readme_says()
    {
        var file = Path.Combine(Script.Root, "experiments", "out", "readme.cs");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Block("csharp").Replace("src/Kit", "../../src/Kit", StringComparison.Ordinal));
        var start = new ProcessStartInfo("dotnet", ["run", file]) { RedirectStandardOutput = true, WorkingDirectory = Script.Root };
        using var run = Process.Start(start)!;
        Assert.Equal(Block("text").Trim(), run.StandardOutput.ReadToEnd().Trim());
    }

    [Fact]
    public void The_table_of_papers_is_that_of_the_code()
    {
        (string Name, Kit.Objective Written, Kit.Objective Preset)[] papers =
        [
            ("DPO", Kit.Papers.Dpo, Kit.Papers.Dpo),
            ("IPO", Kit.Papers.Dpo.With(Kit.Papers.LengthNorm).With(Kit.Papers.Square()), Kit.Papers.Ipo),
            ("SimPO", Kit.Papers.Dpo.With(Kit.Papers.NoReference).With(Kit.Papers.LengthNorm)
                .With(Kit.Papers.Logistic(beta: 2, gamma: 1)), Kit.Papers.SimPo),
            ("RRPO", Kit.Papers.Dpo.With(Kit.Papers.Spans) + 0.01 * Kit.Papers.TokenKL, Kit.Papers.Rrpo),
            ("LeanPO", Kit.Papers.SimPo.With(Kit.Papers.Logistic(beta: 2)).With(Kit.Papers.DynamicSmoothing(0.1))
                + 0.5 * Kit.Papers.ChosenNllPerToken, Kit.Papers.LeanPo),
        ];
        Assert.All(papers, p => Assert.Equal(p.Preset, p.Written));
        Assert.All(papers, p => Assert.Contains(Penalty(p.Preset), Row(p.Name), StringComparison.Ordinal));
    }

    [Fact]
    public void Files_and_folders_that_it_names_exist()
    {
        foreach (var line in Block("text", skip: 1).Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)))
            Assert.True(Directory.Exists(Path.Combine(Script.Root, "src", line.Trim().Split('/')[0])), line);
    }

    /// <summary>The formula without its definitions and without the mean over pairs.</summary>
    private static string Penalty(Kit.Objective objective)
    {
        var formula = $"{objective}";
        var end = formula.IndexOf("), ", StringComparison.Ordinal);
        return formula["mean_b(".Length..end];
    }

    private static string Row(string paper) =>
        Readme.Split('\n').Single(l => l.StartsWith($"| [{paper}]", StringComparison.Ordinal));

    private static string Block(string language, int skip = 0)
    {
        var parts = Readme.Split($"```{language}\n");
        return parts[skip + 1][..parts[skip + 1].IndexOf("```", StringComparison.Ordinal)];
    }
}
