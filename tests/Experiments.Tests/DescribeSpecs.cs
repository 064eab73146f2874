namespace Experiments.Tests;

/// <summary>dotnet run experiments/describe.cs: refusals come before any training, on one line, with exit code
/// 2.</summary>
public sealed class DescribeSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-describe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_missing_file_is_refused()
    {
        var (exit, _, error) = Describe(Path.Combine(folder, "none.mp4"));
        Assert.Equal(2, exit);
        Assert.Contains("none.mp4", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_file_is_refused_and_nothing_is_written()
    {
        var file = Path.Combine(folder, "text.mp4");
        File.WriteAllText(file, "no video at all");
        var (exit, _, error) = Describe(file);
        Assert.Equal(2, exit);
        Assert.Contains("text.mp4", error, StringComparison.Ordinal);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(folder));
    }

    private (int Exit, string Output, string Error) Describe(string file) =>
        Script.Run("describe.cs", file, "--quick", "--out", Path.Combine(folder, "out"));
}
