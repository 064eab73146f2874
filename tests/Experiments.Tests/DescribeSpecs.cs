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

    /// <summary>Random weights say nothing, so that something is said, to the limit, is all there is to see; that it is
    /// what transformers would say is tested where the numbers are.</summary>
    [Theory]
    [InlineData("llava-onevision-video")]
    [InlineData("llava-next-video")]
    [InlineData("qwen2-vl-video")]
    public void A_checkpoint_of_every_family_answers_about_a_real_clip(string family)
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;    // the fixtures' weights and clips are not ours to ship
        var model = TinyCheckpoint.Write(family, Path.Combine(folder, family));
        var (exit, output, error) = Script.Run("describe.cs", "--model", model, "--frames", "4", "--tokens", "6",
            Path.Combine(fixtures, "videos", "mllm-1.mp4"), "What happens here?");
        Assert.True(exit == 0, error);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Matches(@"^\d+×\d+, \d+\.\d s, \d+ frames$", lines[0]);
        Assert.Matches(@"^4 frames seen, \d+\.\d tokens/s$", lines[1]);
        Assert.Equal("What happens here?", lines[2]);
    }

    [Fact]
    public void An_adapter_without_its_model_is_refused()
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;
        var (exit, _, error) = Script.Run(
            "describe.cs", "--adapter", folder, Path.Combine(fixtures, "videos", "mllm-1.mp4"));
        Assert.Equal((2, true), (exit, error.Contains("--adapter: expected --model", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_folder_that_holds_no_checkpoint_is_refused()
    {
        if (TinyCheckpoint.Fixtures is not { } fixtures) return;
        var (exit, _, error) = Script.Run(
            "describe.cs", "--model", folder, Path.Combine(fixtures, "videos", "mllm-1.mp4"), "What?");
        Assert.Equal((2, true), (exit, error.Contains("expected a checkpoint's configuration", StringComparison.Ordinal)));
    }

    private (int Exit, string Output, string Error) Describe(string file) =>
        Script.Run("describe.cs", file, "--quick", "--out", Path.Combine(folder, "out"));
}
