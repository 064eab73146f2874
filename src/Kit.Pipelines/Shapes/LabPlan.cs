using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Models;
using Kit.Train;
using Kit.Train.Supervised;
using Kit.Video;

namespace Kit.Pipelines.Shapes;

/// <summary>Everything that a laboratory on MovingShapes is a function of.</summary>
/// <param name="World">The clips and their truth.</param>
/// <param name="TrainClips">Clips that the base model is taught on.</param>
/// <param name="AlignClips">Clips that it is aligned on; it has never seen them.</param>
/// <param name="TestClips">Clips that it is examined on; without planted correlations.</param>
/// <param name="Frames">Which frames of a clip are seen.</param>
/// <param name="Model">Sizes of the model, vocabulary left to the laboratory.</param>
/// <param name="Tower">How its vision tower is taught to see single frames first.</param>
/// <param name="Schooling">How the whole model is then taught to answer.</param>
public sealed record LabPlan(
    World World, int TrainClips, int AlignClips, int TestClips, FramePlan Frames, VideoLmConfig Model,
    TowerTraining Tower, Sft Schooling)
{
    private static readonly VideoLmConfig Small = new(
        new VisionConfig(HiddenSize: 64, Layers: 1),
        new DecoderConfig(
            0, HiddenSize: 96, Layers: 3, Heads: 4, KeyValueHeads: 4, IntermediateSize: 256, InitializerRange: 0.1),
        Frames: 8);

    /// <summary>Minutes on two cores. How long the tower is taught decides how clearly it passes motion on, and so how
    /// often the model takes the planted short cut; how long the schooling, how much of the rest it sees
    /// (experiments/LOG.md).</summary>
    public static LabPlan Full { get; } = new(
        new World(1), TrainClips: 5000, AlignClips: 240, TestClips: 160, new FramePlan.Uniform(8), Small,
        new TowerTraining(
            new Optimization(3e-3, BatchSize: 64, Epochs: 8, new Schedule(Decay.Cosine), Beta2: 0.95),
            Sightings.Classes, Seed: 1),
        new Sft(
            new Optimization(
                2e-3, BatchSize: 10, Epochs: 8, new Schedule(Decay.Cosine), WeightDecay: 0.01, Beta2: 0.95),
            Seed: 1, ConversationsPerClip: 12));

    /// <summary>A quarter of the schooling: a model that still errs, for what is to be learnt from rewards and pairs.
    /// </summary>
    public static LabPlan Sooner { get; } = Full with
    {
        Schooling = Full.Schooling with { Optimization = Full.Schooling.Optimization with { Epochs = 2 } },
    };

    /// <summary>Seconds on two cores: the same path, too short to learn to see well.</summary>
    public static LabPlan Quick { get; } = Full with
    {
        TrainClips = 192, AlignClips = 24, TestClips = 16,
    };

    /// <summary>Names the base model's weights: what they depend on, and nothing else.</summary>
    public Fingerprint Fingerprint => Fingerprint.From(
        ("code", "2"), ("world", StableText.From(World)), ("train clips", StableText.From(TrainClips)),
        ("frames", StableText.From(Frames)), ("model", StableText.From(Model)),
        ("tower", StableText.From(Tower)), ("schooling", StableText.From(Schooling)));
}
