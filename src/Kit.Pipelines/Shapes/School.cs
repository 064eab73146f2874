using Kit.Data.MovingShapes;
using Kit.Models;
using Kit.Torch;
using Kit.Train.Supervised;

namespace Kit.Pipelines.Shapes;

/// <summary>Where the base model comes from: taught once, then found by its fingerprint.</summary>
internal sealed class School(LabPlan plan, string cache)
{
    private string Weights => Path.Combine(cache, "models", $"{plan.Fingerprint.Brief}.safetensors");

    /// <summary>The base model, trained when no weights stand under the plan's fingerprint.</summary>
    public VideoLm Teach(Library library, IProgress<Advance> progress)
    {
        var config = plan.Model with { Decoder = plan.Model.Decoder with { VocabularySize = Lab.Tokenizer.Size } };
        var model = new VideoLm(config, Placement.Cpu, plan.Schooling.Seed);
        if (File.Exists(Weights)) Checkpoint.Load(model, Weights);
        else Train(model, library.Read(Split.Train, progress), progress);
        return model;
    }

    private void Train(VideoLm model, IReadOnlyList<ClipFrames> clips, IProgress<Advance> progress)
    {
        TeachTower(model, clips, progress);
        var lessons = clips.Select((c, i) => Curriculum.Lesson(
            i, Questions.Training(plan.World, c.Clip), Lab.Tokenizer, Lab.Template)).ToArray();
        using var pooled = Pixels.Pooled(model, [.. clips.Select(c => c.Frames)]);
        plan.Schooling.Train(model, lessons, pooled, Told("base model taught", progress));
        Checkpoint.Save(model, Weights);
    }

    private void TeachTower(VideoLm model, IReadOnlyList<ClipFrames> clips, IProgress<Advance> progress)
    {
        var grid = plan.Model.Vision.Grid;
        var labels = clips.Select(c => Sightings.Of(c.Clip.Scene, c.Frames.Timestamps, grid)).ToArray();
        plan.Tower.Train(
            model, clips.Count, i => clips[i].Frames, i => labels[i], Told("vision tower taught", progress));
    }

    private static IProgress<SftStep> Told(string stage, IProgress<Advance> progress) => progress.Of<SftStep>(
        s => new Advance(stage, s.Step + 1, s.Total, "steps", FormattableString.Invariant($"loss {s.Loss:0.000}")));
}
