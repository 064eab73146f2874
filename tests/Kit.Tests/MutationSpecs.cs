using System.Runtime.CompilerServices;

namespace Kit.Tests;

/// <summary>The table of <c>tests/mutate.sh</c> fits the source that it breaks.</summary>
public sealed class MutationSpecs
{
    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [Fact]
    public void Every_edit_applies_exactly_once() => Assert.All(Edits(), edit =>
    {
        var source = File.ReadAllText(Path.Combine(Here(), "..", "..", "src", "Kit", edit[0]));
        Assert.Equal(2, source.Split(edit[1]).Length);
        Assert.NotEqual(edit[1], edit[2]);
    });

    [Fact]
    public void Every_part_is_broken_somewhere()
    {
        var broken = Edits().Select(edit => edit[0]).ToHashSet();
        string[] parts =
        [
            "Against", "Averaging", "Baseline", "Comparison", "Correction", "Importance", "Kl", "Link", "Marginal",
            "Over", "PerPair", "Preference", "Ranking", "Score", "Shape", "Target", "Terms", "Tilt", "Tokens", "Ratio", "Clip",
            "Advantage", "KlEstimate", "ValueClip", "ValueLoss", "EntropyBonus", "PolicyGradient",
        ];
        Assert.All(parts, part => Assert.Contains($"Parts/{part}.cs", broken));
        Assert.All(["Unary", "Binary", "Reduction", "LinearMap", "Gradient"], rule =>
            Assert.Contains($"Expressions/{rule}.cs", broken));
    }

    private static string[][] Edits() => [.. File.ReadAllLines(Path.Combine(Here(), "Mutations.tsv"))
        .Where(line => line.Length > 0).Select(line => line.Split('\t'))];
}
