namespace Experiments.Tests;

/// <summary>dotnet run experiments/validate.cs.</summary>
public sealed class ValidateSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-validate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_shown_and_a_missing_clip_fails_it()
    {
        var file = Path.Combine(folder, "pairs.jsonl");
        File.WriteAllText(file, """{"id":"h1","video":"h1.mp4","prompt":"<video>\nWhat?","chosen":"a cat","rejected":"a dog","chosen_score":5,"rejected_score":2}""");
        var (exit, output, error) = Script.Run("validate.cs", file, "--videos", folder);
        Assert.True(exit == 2, error);
        Assert.Contains("llava-hound", output, StringComparison.Ordinal);
        Assert.Contains("h1: media: expected a file, got none", output, StringComparison.Ordinal);
        Assert.Contains("chosen     a cat", output, StringComparison.Ordinal);
    }
}
