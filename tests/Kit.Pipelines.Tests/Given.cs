using Kit.Data.MovingShapes;
using Kit.Evaluate.Shapes;
using Kit.Models;
using Kit.Pairs;
using Kit.Pipelines.SelfAlignment;
using Kit.Pipelines.Shapes;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;
using Kit.Video;

namespace Kit.Pipelines.Tests;

/// <summary>A laboratory of a few thousand weights on clips that were drawn and never encoded.</summary>
internal static class Given
{
    public static World World { get; } = new(1);

    public static Optimization Optimization { get; } = new(1e-2, BatchSize: 8, Epochs: 1, new Schedule(Decay.Constant));

    public static Lora Lora { get; } = Lora.Decoder with { Rank = 2, Alpha = 4 };

    private static LabPlan Plan { get; } = LabPlan.Quick with
    {
        World = World, AlignClips = 6, TestClips = 4, Frames = new FramePlan.Uniform(4),
        Model = new VideoLmConfig(
            new VisionConfig(ImageSize: 64, PatchSize: 16, HiddenSize: 8, Layers: 1, Heads: 2, PoolStride: 2),
            new DecoderConfig(
                Lab.Tokenizer.Size, HiddenSize: 16, Layers: 2, Heads: 4, KeyValueHeads: 2, IntermediateSize: 24,
                InitializerRange: 0.3),
            Frames: 4),
    };

    public static VideoLm Model(long seed = 1) => new(Plan.Model, Placement.Cpu, seed);

    public static IReadOnlyList<ClipFrames> Clips(Split split, int count) =>
        [.. World.Clips(split, count).Select(c => new ClipFrames(c, Seen(c)))];

    /// <summary>A lab whose pairs are truths against truths with one concept swapped.</summary>
    public static Lab Laboratory() => Laboratory(Plan.AlignClips);

    /// <summary>The same on more clips.</summary>
    public static Lab Laboratory(int clips)
    {
        var (model, align) = (Model(), Clips(Split.Align, clips));
        var data = SelfAlignmentData.From(align.SelectMany(c => Questions.Training(World, c.Clip)).Select(Mistaken));
        var shelf = new Shelf(
            Pixels.Features(model, [.. align.Select(c => c.Frames)]),
            align.Index().ToDictionary(c => c.Item.Clip.Id, c => c.Index));
        var pairs = data.Pairs.Select(p => Lab.Template.Apply(Lab.Tokenizer, p))
            .ToLookup(p => p.Clip == align[0].Clip.Id);
        var exam = Exam.From(World, Clips(Split.Test, Plan.TestClips));
        return new Lab(
            Plan, model, data, Prepared(model, pairs[false], shelf), Prepared(model, pairs[true], shelf), exam,
            Pixels.Features(model, [.. exam.Papers.Select(p => p.Frames)]), align.ToDictionary(c => c.Clip.Id))
        {
            School = Clips(Split.Train, 4),
        };
    }

    /// <summary>The truth with its last concept replaced by another value of its kind.</summary>
    public static SelfAnswer Mistaken(Question question)
    {
        var concept = question.Concepts[^1];
        var text = question.Answer.Remove(concept.Span.Start, concept.Span.Length)
            .Insert(concept.Span.Start, Lexicon.Alternatives(concept)[0]);
        return new SelfAnswer(question, text);
    }

    private static PreferenceData Prepared(VideoLm model, IEnumerable<EncodedPair> pairs, Shelf shelf) =>
        PreferenceData.From(model, [.. pairs], shelf, Lab.Tokenizer.Id(Data.Tokens.SpecialTokens.Video));

    private static Frames Seen(Clip clip)
    {
        var all = Rasteriser.Draw(clip.Scene, World.Size, World.Fps);
        var times = Plan.Frames.Apply(all.Count, World.Fps);
        byte[] rgb = [.. times.Indices.SelectMany(i => all[i].ToArray())];
        return new Frames(all.Height, all.Width, rgb, times.Seconds);
    }
}
