using System.Text.Json;
using Kit.Data.Datasets;
using Kit.Pipelines;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Studies;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Saving;
using Kit.Video;

namespace Experiments.Tests;

/// <summary>A study of a checkpoint at toy size about the fixtures' clips.</summary>
internal static class ToyStudy
{
    public static string Videos => Path.Combine(TinyCheckpoint.Fixtures!, "videos");

    /// <summary>With checkpoint, questions and results in one folder.</summary>
    public static StudyPlan Plan(string folder, string family, params Variant[] losses) => new(
        new AlignmentPlan(
            TinyCheckpoint.Write(family, Path.Combine(folder, family)), Dataset.Open(Questions(folder)), Videos,
            Kit.Papers.Dpo, new Optimization(5e-3, BatchSize: 2, Epochs: 4, new Schedule(Decay.Cosine)),
            new Start.Fresh(Lora.Decoder.WithRank(4, 8)), Seed: 1)
        {
            Frames = new FramePlan.Uniform(2), Cache = Path.Combine(folder, "cache"), MicroBatch = 2,
            Folder = new RunFolder(Path.Combine(folder, "unused"), Every: 1),
        },
        [.. losses], [1], Path.Combine(folder, "out")) { Tokens = 12 };

    /// <summary>Four that can be asked, one about a clip that does not decode, one whose clip is not there.</summary>
    public static string Questions(string folder)
    {
        (string Video, string Question, string Truth)[] questions =
        [
            ("mllm-1.mp4", "Who sings?", "A woman"), ("mllm-3.mp4", "Where is it?", "On a road"),
            ("mllm-3.mp4", "What drives?", "A car"), ("mllm-1.mp4", "What happens?", "A woman sings into a microphone"),
            ("audio-only.mp4", "What is heard?", "A voice"), ("gone.mp4", "Where?", "Here"),
        ];
        var path = Path.Combine(folder, "questions.jsonl");
        File.WriteAllLines(path, questions.Select(one => JsonSerializer.Serialize(new
        {
            messages = new[]
            {
                new { role = "user", content = $"<video>{one.Question}" },
                new { role = "assistant", content = one.Truth },
            },
            videos = new[] { one.Video },
        })));
        return path;
    }
}
