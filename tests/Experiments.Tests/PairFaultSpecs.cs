using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Pairs;
using Kit.Pipelines;
using Kit.Pipelines.Alignment;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Video;

namespace Experiments.Tests;

/// <summary>A pair that cannot be used is left out by name, whatever is the matter with it; the others are trained
/// on.</summary>
public sealed class PairFaultSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-faults-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Text_that_no_token_spells_fails_its_pair_alone()
    {
        if (TinyCheckpoint.Fixtures is null) return;    // the fixtures' weights and clips are not ours to ship
        var plan = Plan(("said", "woman.mp4", "A woman."), ("cyrillic", "woman.mp4", "Женщина."), ("last", "road.mp4", "A road."));
        using (var alignment = Alignment.Open(plan, new Heard()))
        {
            Assert.Equal((2, 1), (alignment.Ledger.Used, alignment.Ledger.Failed));
            Assert.StartsWith("pair cyrillic, chosen: expected characters that the vocabulary can spell, got \"Женщина\". ",
                Fault(alignment, "cyrillic"), StringComparison.Ordinal);
            alignment.Refer(new Heard());
            Assert.Equal(0, alignment.Train(new Heard()).From);
        }

        var refused = Assert.Throws<InvalidDataException>(() => Alignment.Open(plan with { Minimum = 3 }, new Heard()));
        foreach (var part in new[] { "at least 3 usable pairs, got 2: failed 1 (cyrillic). The first failure: pair cyrillic", "spell" })
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_whose_files_go_while_others_are_seen_fails_its_pairs_alone()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan(("kept", "woman.mp4", "A woman."), ("file", "road.mp4", "A road."),
            ("list", "[\"frames/1.png\",\"frames/2.png\"]", "A list."), ("emptied", "frames", "A folder."));
        using var alignment = Alignment.Open(plan, new Heard(_ =>
        {
            File.Delete(Path.Combine(Videos, "road.mp4"));
            foreach (var frame in Directory.GetFiles(Path.Combine(Videos, "frames"))) File.Delete(frame);
        }));
        Assert.Equal((1, 3), (alignment.Ledger.Used, alignment.Ledger.Failed));
        foreach (var (pair, part) in new[] { ("file", "road.mp4: clip: expected one that can be read"), ("list", "1.png"),
            ("emptied", "frames: folder: expected pictures") })
            Assert.Contains(part, Fault(alignment, pair), StringComparison.Ordinal);
    }

    /// <summary>A full or lost disk is no clip's fault.</summary>
    [Fact]
    public void What_the_cache_refuses_stops_the_run()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan(("first", "woman.mp4", "A woman."), ("second", "road.mp4", "A road."));
        Assert.ThrowsAny<IOException>(() => Alignment.Open(plan, new Heard(_ =>
        {
            if (!Directory.Exists(plan.Cache)) return;
            Directory.Delete(plan.Cache, recursive: true);
            File.WriteAllText(plan.Cache, "no folder");
        })));
    }

    private string Videos => Path.Combine(folder, "videos");

    private AlignmentPlan Plan(params (string Id, string Clip, string Chosen)[] pairs)
    {
        Directory.CreateDirectory(Path.Combine(Videos, "frames"));
        var shipped = Path.Combine(TinyCheckpoint.Fixtures!, "videos");
        File.Copy(Path.Combine(shipped, "mllm-1.mp4"), Path.Combine(Videos, "woman.mp4"));
        File.Copy(Path.Combine(shipped, "mllm-3.mp4"), Path.Combine(Videos, "road.mp4"));
        var frames = VideoFile.Open(Path.Combine(Videos, "road.mp4")).Read(new FramePlan.Uniform(2));
        foreach (var n in new[] { 0, 1 })
            File.WriteAllBytes(Path.Combine(Videos, "frames", $"{n + 1}.png"), Png.From(frames, n));
        var data = Path.Combine(folder, "pairs.jsonl");
        File.WriteAllLines(data, pairs.Select(pair => JsonSerializer.Serialize(new
        {
            id = pair.Id, prompt = new[] { new { role = "user", content = "<video>What is it?" } },
            chosen = new[] { new { role = "assistant", content = pair.Chosen } },
            rejected = new[] { new { role = "assistant", content = "A dog." } },
            videos = new object[] { pair.Clip.StartsWith('[') ? JsonSerializer.Deserialize<string[]>(pair.Clip)! : pair.Clip },
        })));
        return new AlignmentPlan(
            TinyCheckpoint.Write("llava-onevision-video", Path.Combine(folder, "model")), Dataset.Open(data), Videos,
            Kit.Papers.Dpo, new Optimization(5e-3, BatchSize: 2, Epochs: 1, new Schedule(Decay.Cosine)),
            new Start.Fresh(Lora.Decoder.WithRank(4, 8)), Seed: 1)
        {
            Frames = new FramePlan.Uniform(2), Cache = Path.Combine(folder, "cache"),
        };
    }

    private static string Fault(Alignment alignment, string pair) => Assert.IsType<Fate.Failed>(
        alignment.Ledger.Entries.Single(entry => entry.Id == pair).Fate).Error;

    private sealed class Heard(Action<Advance>? told = null) : IProgress<Advance>, IProgress<StepReport>
    {
        public void Report(Advance value) => told?.Invoke(value);

        public void Report(StepReport value) { }
    }
}
