using System.Text.Json;
using Kit;
using Kit.Data.Datasets;
using Kit.Evaluate.Judging;
using Kit.Pairs;
using Kit.Pipelines;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Studies;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Saving;
using Kit.Video;

namespace Experiments.Tests;

/// <summary>RRPO and LeanPO on a published checkpoint at toy size, from questions to adapters.</summary>
public sealed class CheckpointStudySpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-study-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Mistakes_about_spoilt_clips_become_pairs_and_adapters_and_are_found_again()
    {
        if (TinyCheckpoint.Fixtures is null) return;    // the fixtures' weights and clips are not ours to ship
        var study = new SelfAlignmentStudy(Plan("qwen2-vl-video", new Variant("RRPO", Papers.Rrpo)), Arbiter.Rule);
        var result = await study.RunAsync(new Heard());
        Assert.True(result.ExitCode == 0, result.Ledger.ToTable());
        var fates = result.Ledger.Entries.ToDictionary(entry => entry.Id, entry => $"{entry.Fate}");
        Assert.Equal("dropped: open-answer-without-judge", fates["#4"]);
        Assert.Equal("failed", fates["#5"]);
        Assert.Contains("audio-only.mp4", result.Ledger.ToTable(), StringComparison.Ordinal);
        Assert.Equal("dropped: unreadable-video", fates["#6"]);
        Assert.Equal(result.Pairs.Count, result.Ledger.Used);
        Assert.All(PairFile.Read(result.File, new MediaFolder(ToyStudy.Videos), SpanSource.File).Pairs,
            pair => Assert.NotEmpty(pair.Pair.Rejected.Spans));
        var run = Assert.Single(result.Runs);
        Assert.True(run.Size is { Trained: > 0, HeldOut: > 0 }, $"{run.Size}");
        foreach (var metric in new[] { "delta/chosen", "delta/rejected", "displacement", "rewards/accuracies", "kl/chosen" })
            Assert.True(double.IsFinite(run.HeldOut(metric) ?? double.NaN), metric);

        var (pairs, adapter) = (File.ReadAllBytes(result.File.Path), TinyCheckpoint.Weights(run.Adapter));
        var told = new Heard();
        var again = await study.RunAsync(told);
        Assert.Equal([("RRPO, seed 1", "stands")], told.Advances.Select(one => (one.Stage, one.Note)).Distinct());
        Assert.Equal(pairs, File.ReadAllBytes(again.File.Path));
        Assert.Equal(run.Steps.Select(step => $"{step}"), again.Runs[0].Steps.Select(step => $"{step}"));

        Directory.Delete(Path.Combine(folder, "out"), recursive: true);
        await Assert.ThrowsAsync<OperationCanceledException>(() => study.RunAsync(
            Heard.Until(advance => advance is { Stage: "RRPO, seed 1", Done: 3 })));
        var resumed = await study.RunAsync(new Heard());
        Assert.Equal(pairs, File.ReadAllBytes(resumed.File.Path));
        Assert.Equal(adapter, TinyCheckpoint.Weights(resumed.Runs[0].Adapter));
        Assert.Equal(run.Steps.Count, resumed.Runs[0].Steps.Count);
    }

    [Fact]
    public async Task Reflected_answers_against_answers_about_augmented_clips()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var result = await new SelfReflectionStudy(Plan("llava-next-video", new Variant("LeanPO", Papers.LeanPo)))
            .RunAsync(new Heard());
        Assert.True(result.ExitCode == 0, result.Ledger.ToTable());
        Assert.Equal(4, result.Pairs.Count);
        Assert.All(result.Drafts.Zip(result.Pairs), both => Assert.Equal(
            (both.First["chosen"], both.First["rejected"]), (both.Second.Chosen.Text, both.Second.Rejected.Text)));
        var run = Assert.Single(result.Runs);
        Assert.True(run.HeldOut("rewards/accuracies") is >= 0 and <= 1);
        Assert.True(File.Exists(Path.Combine(run.Adapter, "adapter_config.json")));
    }

    [Theory]
    [InlineData("qwen2-vl-video")]
    [InlineData("llava-next-video")]
    public async Task Open_answers_are_judged_and_rewritten_by_a_judge(string family)
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var judge = Author.From(Generator.From(Judge.From("toy", (_, said) =>
            said.Contains("Reply with one word", StringComparison.Ordinal) ? "wrong"
            : said.Contains("List the key differences", StringComparison.Ordinal) ? "the colour"
            : "a man in a green shirt walks away")));
        var plan = Plan(family, new Variant("RRPO", Papers.Rrpo));
        var result = await new SelfAlignmentStudy(plan, Arbiter.By(judge)).RunAsync(new Heard());
        Assert.Equal(4, result.Pairs.Count);
        Assert.Equal("a man in a green shirt walks away", result.Pairs[0].Rejected.Text);

        // The toy cannot judge: every verdict is unreadable, which the ledger says; nothing is trained.
        var itself = await new SelfAlignmentStudy(plan with { Folder = Path.Combine(folder, "self") }, Arbiter.Itself)
            .RunAsync(new Heard());
        Assert.Equal((2, 0), (itself.ExitCode, itself.Runs.Count));
        Assert.True(itself.Ledger.ToTable().Contains("expected an output to read", StringComparison.Ordinal), itself.Ledger.ToTable());
        Assert.Contains("at least 1 drafts", $"{itself.Ending}", StringComparison.Ordinal);
    }

    private StudyPlan Plan(string family, params Variant[] losses) => ToyStudy.Plan(folder, family, losses);
}
