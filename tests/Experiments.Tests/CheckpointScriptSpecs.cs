namespace Experiments.Tests;

/// <summary>dotnet run experiments/rrpo.cs and leanpo.cs with --model: from a file of questions to adapters and a
/// report.</summary>
public sealed class CheckpointScriptSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-study-script-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Rrpo_writes_pairs_adapters_and_a_report()
    {
        if (TinyCheckpoint.Fixtures is null) return;    // the fixtures' weights and clips are not ours to ship
        var (exit, output, error) = Script.Run("rrpo.cs",
        [
            .. Arguments("qwen2-vl-video"), "--losses", "rrpo", "Dpo.With(LengthNorm)", "--seeds", "1", "--kl",
        ]);
        Assert.True(exit == 0, output + error);
        var report = File.ReadAllText(Path.Combine(Out, "report.md"));
        foreach (var part in new[]
        {
            "| RRPO", "| Dpo.With(LengthNorm)", "44", "dropped: open-answer-without-judge", "audio-only.mp4",
            "--benchmark videohallucer", "--adapter", "as trained on", "block-mask", "2 pairs trained on, 1 held out",
        }) Assert.Contains(part, report, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(Out, "report.html")), StringComparison.Ordinal);
        Assert.Contains("<MASK>", File.ReadAllText(Path.Combine(Out, "pairs.json")), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Out, "adapter_model.safetensors", SearchOption.AllDirectories)
            .Count(file => Path.GetFileName(Path.GetDirectoryName(file)) == "adapter"));
    }

    [Fact]
    public void Leanpo_says_in_one_line_that_too_few_pairs_are_left()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var (exit, output, error) = Script.Run(
            "leanpo.cs", [.. Arguments("llava-onevision-video"), "--minimum", "40"]);
        Assert.True(exit == 2, output + error);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Contains("expected at least 40 drafts, got", error, StringComparison.Ordinal);
        Assert.Contains("unreadable-video", File.ReadAllText(Path.Combine(Out, "ledger.txt")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Out, "runs")));
    }

    [Fact]
    public void Options_of_a_checkpoint_are_refused_without_one()
    {
        var (exit, _, error) = Script.Run("rrpo.cs", "--tokens", "3", "--judge", "self");
        Assert.Equal(2, exit);
        Assert.Contains("--tokens, --judge: expected a checkpoint by --model", error, StringComparison.Ordinal);
    }

    private string Out => Path.Combine(folder, "out");

    private string[] Arguments(string family) =>
    [
        "--model", TinyCheckpoint.Write(family, Path.Combine(folder, family)),
        "--data", ToyStudy.Questions(folder), "--videos", Path.Combine(TinyCheckpoint.Fixtures!, "videos"),
        "--frames", "2", "--batch", "2", "--lr", "5e-3", "--tokens", "12", "--out", Out, "--device", "cpu",
    ];
}
