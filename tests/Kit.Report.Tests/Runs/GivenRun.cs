using Kit.Data.Datasets;
using Kit.Data.Storage;
using Kit.Pairs;
using Kit.Pipelines.Alignment;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Cost;
using static Kit.Papers;

namespace Kit.Report.Tests.Runs;

internal static class GivenRun
{
    public static RunCard Card { get; } = new(
        new AlignmentPlan(
            "models/tiny", new Dataset("pairs.json", new DatasetFormat.SelfAlignment(ClipField.Video)), "videos",
            Dpo.With(Spans) + 0.01 * TokenKL,
            new Optimization(5e-6, BatchSize: 8, Epochs: 2, new Schedule(Decay.Cosine)),
            new Start.Fresh(Lora.Decoder.WithRank(64, 128).WithDropout(0.05)), Seed: 3)
        {
            Limit = new LengthLimit(8192, Longer.Dropped),
        },
        Fingerprint.From(
            ("weights", new string('a', 64)), ("data", new string('b', 64)), ("chat form", "qwen2_vl"), ("code", "1.0.0")),
        new AdapterFacts(Lora.Decoder.WithRank(64, 128).WithDropout(0.05), 161_480_704, 8_291_375_616),
        new RunLength(17_000, 5000, 4250, 140_000_000, 133_000_000, 9041),
        new Forecast(4.1e18, 2.2e14, new StepMemory(16e9, 2.6e9, 9e9, 0.8e9, 0.06e9, 1.2e9)),
        Ledger.Empty.Add("p1", new Fate.Used()).Add("p2", new Fate.Dropped(Reason.TooLong))
            .Add("p3", new Fate.Failed("c.mp4: streams: expected pictures, got sound only. Name a file that ffmpeg can play.")),
        new ShownPair(
            "p1", "a.mp4",
            [new("<|im_start|>", Part.Read), new("user\n", Part.Read), new("196 visual tokens", Part.Visual),
                new("What", Part.Read), new("?", Part.Read)],
            [new("A", Part.Scored), new(" woman", Part.Span), new(" sings", Part.Span), new(".", Part.Scored),
                new("<|im_end|>", Part.Scored), new("\n", Part.Read)],
            [new("A", Part.Scored), new(" man", Part.Span), new("<|im_end|>", Part.Scored)]))
    {
        Remarks = ["3 of 17000 pairs have no marked span."],
    };

    /// <summary>A step of a run whose chosen answers lose likelihood.</summary>
    public static StepReport Step(int step, int total = 40) => new(step, total, new SortedDictionary<string, double>(
        StringComparer.Ordinal)
    {
        ["loss"] = 0.69 - 0.01 * step, ["rewards/margins"] = 0.05 * step, ["rewards/accuracies"] = 0.5 + 0.01 * step,
        ["delta/chosen"] = -0.2 * step, ["delta/rejected"] = -0.5 * step, ["displacement"] = 0.7,
        ["kl/chosen_token"] = 0.001 * step, ["grad_norm"] = 1.5, ["learning_rate"] = 5e-6,
        ["seconds_per_step"] = step == 0 ? 30 : 2, ["tokens_per_second"] = 31_250, ["data/wait_share"] = 0.034,
        ["memory/peak_gib"] = 27.25,
    });
}
