using Kit.Models.Generation;
using Kit.Pipelines.Shapes;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Video;
using static Kit.Papers;

namespace Kit.Pipelines.LeanPo;

/// <summary>Everything that LeanPO on MovingShapes is a function of, its laboratory aside.</summary>
/// <param name="Base">The model that everything starts from: taught a quarter of the main job's schooling, so that
/// there is something left to learn.</param>
/// <param name="Hinting">How the small model is taught to read hints, on clips of the training split.</param>
/// <param name="Augmentation">Of rejected answers' clips.</param>
/// <param name="Augmentations">Others to compare it with.</param>
/// <param name="Drawing">Of rejected answers; the authors' temperature is 1.2.</param>
/// <param name="Variants">Losses on the reflected pairs.</param>
/// <param name="Noise">Shares of training pairs whose labels are flipped.</param>
/// <param name="Smoothings">λ of the dynamic smoothing in the sweep over noise; 0 smooths nothing.</param>
/// <param name="Optimization">Of every run.</param>
/// <param name="Lora">Of every run.</param>
/// <param name="Seeds">1 … n.</param>
public sealed record LeanPoPlan(
    LabPlan Base, Optimization Hinting, Perturbation Augmentation, Sequence<Perturbation> Augmentations,
    Decoding Drawing, Sequence<Variant> Variants, Sequence<double> Noise, Sequence<double> Smoothings,
    Optimization Optimization, Lora Lora, int Seeds)
{
    /// <summary>Names that the report looks for.</summary>
    public const string LeanPoName = "LeanPO", DpoName = "DPO", SftName = "SFT on true answers",
        FirstRound = "LeanPO, first-round data", ExternalName = "DPO, external pairs";

    /// <summary>Minutes on two cores.</summary>
    public static LeanPoPlan Full { get; } = new(
        LabPlan.Sooner, new Optimization(3e-3, BatchSize: 16, Epochs: 4, new Schedule(Decay.Cosine), MaxSteps: 800),
        Perturbation.LeanPo,
        [Perturbation.None, new Perturbation.DropFrames(1), new Perturbation.DropFrames(4), Perturbation.LeanPo],
        Decoding.Sampled.With(new Reshaping.Temperature(1.2)).WithLimit(40),
        [
            new(DpoName, Dpo), new("SimPO", SimPo), new(LeanPoName, Papers.LeanPo),
            new("LeanPO without smoothing", Smoothed(0)),
            new("LeanPO without NLL", Papers.LeanPo.Without(ChosenNllPerToken)),
        ],
        [0, 0.2, 0.4], [0, 0.1, 0.4],
        new Optimization(3e-4, BatchSize: 16, Epochs: 1, new Schedule(Decay.Linear, WarmUp: 0.1), MaxSteps: 60),
        Lora.Decoder, Seeds: 3);

    /// <summary>The same path in seconds, too short to conclude from.</summary>
    public static LeanPoPlan Quick { get; } = Full with
    {
        Base = LabPlan.Quick, Hinting = Full.Hinting with { MaxSteps = 2 },
        Augmentations = [new Perturbation.DropFrames(1), Perturbation.LeanPo],
        Variants = [Full.Variants[0], Full.Variants[2]],
        Noise = [0, 0.4], Smoothings = [0, 0.4], Optimization = Full.Optimization with { MaxSteps = 2 }, Seeds = 1,
    };

    /// <summary>LeanPO with another λ.</summary>
    public static Objective Smoothed(double lambda) => Papers.LeanPo.With(DynamicSmoothing(lambda));
}
