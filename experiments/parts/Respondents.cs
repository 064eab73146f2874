using Kit.Data.Storage;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Evaluate.Running;
using Kit.Evaluate.Scoring;
using Kit.Models.Generation;
using Kit.Pipelines;
using Kit.Pipelines.Shapes;
using Kit.Torch;
using Kit.Video;
using static TorchSharp.torch;

namespace Experiments;

/// <summary>Who answers a benchmark, under the digest of the weights.</summary>
public static class Respondents
{
    /// <summary>The MovingShapes model, taught first where the cache lacks it.</summary>
    public static Respondent Shapes(LabPlan plan, string cache, IProgress<Advance> progress)
    {
        var taught = Lab.Teach(plan, cache, progress);
        var weights = Path.Combine(cache, "models", $"{plan.Fingerprint.Brief}.safetensors");
        return Respondent.From(
            new Subject("MovingShapes base", Fingerprint.DigestFile(weights)[..16]),
            new FrameSize(plan.World.Size, plan.World.Size), new Interview(taught, Lab.Tokenizer, Lab.Template));
    }

    /// <summary>A Hugging Face checkpoint, on the GPU where there is one.</summary>
    /// <param name="folder">The checkpoint's.</param>
    /// <param name="adapter">A PEFT adapter's folder; null for none.</param>
    /// <param name="frames">Which frames it is shown.</param>
    /// <param name="tokens">Most of an answer.</param>
    public static Respondent Published(string folder, string? adapter, FramePlan frames, int tokens)
    {
        var place = cuda.is_available() ? Placement.Cuda : Placement.Cpu;
        var assistant = adapter is null ? Assistant.Load(folder, place) : Assistant.Load(folder, adapter, place);
        return Respondent.From(
            Subject(folder, adapter),
            assistant with { Frames = frames, Decoding = Decoding.Greedy.WithLimit(tokens) });
    }

    private static Subject Subject(string folder, string? adapter)
    {
        var files = Directory.EnumerateFiles(folder, "*.safetensors").Order(StringComparer.Ordinal);
        var weights = Fingerprint.From(
            [.. files.Select(file => (Path.GetFileName(file), Fingerprint.DigestFile(file)))]);
        var subject = new Subject(new DirectoryInfo(folder).Name, weights.Brief);
        return adapter is null ? subject : subject with
        {
            Adapters = Fingerprint.DigestFile(Path.Combine(adapter, "adapter_model.safetensors"))[..16],
        };
    }
}
