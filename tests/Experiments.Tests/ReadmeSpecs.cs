namespace Experiments.Tests;

/// <summary>What the README shows is what runs.</summary>
public sealed class ReadmeSpecs
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Script.Root, "README.md"));

    [Theory, InlineData(0), InlineData(1)]
    public void Programs_print_what_the_readme_says(int program)
    {
        var name = Path.Combine("out", FormattableString.Invariant($"readme{program}.cs"));
        var file = Path.Combine(Script.Root, "experiments", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Block("csharp", program).Replace("src/Kit", "../../src/Kit", StringComparison.Ordinal));
        var (exit, output, error) = Script.Run(name);
        Assert.True(exit == 0, output + error);
        Assert.Equal(Block("text", program).Trim(), output.Trim());
    }

    [Fact]
    public void Files_and_folders_that_it_names_exist()
    {
        foreach (var line in Block("text", skip: 2).Split('\n').Where(l =>
            l.StartsWith("  ", StringComparison.Ordinal)))
            Assert.True(Directory.Exists(Path.Combine(Script.Root, "src", line.Trim().Split('/')[0])), line);
    }

    private static string Block(string language, int skip = 0)
    {
        var parts = Readme.Split($"```{language}\n");
        return parts[skip + 1][..parts[skip + 1].IndexOf("```", StringComparison.Ordinal)];
    }
}
