namespace Experiments.Tests;

/// <summary>dotnet run experiments/vlm-rlaif.cs -- --model on a checkpoint that was never schooled: its votes cannot be
/// read, and every draft says so.</summary>
public sealed class CheckpointRlaifRefusalSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-rlaif-refusal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Too_few_decided_pairs_are_exit_code_2_and_one_line()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var data = Questionnaire.Write(folder);
        var place = Path.Combine(folder, "out");
        var (exit, output, error) = Script.Run(
            "vlm-rlaif.cs", "--model", TinyCheckpoint.Write("llava-onevision-video", Path.Combine(folder, "model")), "--data",
            data.Path, "--videos", Path.Combine(folder, "videos"), "--frames", "4", "--tokens", "4", "--parts", "0", "--device",
            "cpu", "--out", place);
        Assert.True(exit == 2, output);
        Assert.Single(error.Trim().Split('\n'));
        foreach (var part in new[] { "expected at least 2 decided pairs, got 0", "failed", "ledger.txt" })
            Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Contains("vote1: expected an output to read", File.ReadAllText(Path.Combine(place, "ledger.txt")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(place, "vlm-rlaif.html")));
    }
}
