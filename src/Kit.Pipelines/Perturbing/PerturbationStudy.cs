using Kit.Data.Storage;
using Kit.Pipelines.SelfAlignment;
using Kit.Pipelines.Shapes;
using Kit.Video;

namespace Kit.Pipelines.Perturbing;

/// <summary>One loss on pairs whose wrong answers come from clips that are spoilt in different ways.</summary>
/// <remarks>RRPO, Sarkar and Etemad 2025 (arXiv:2504.12083), compares several and finds mask + local shuffle best; its
/// numbers are not published. Every arm trains for the same number of steps, over its pairs as often as that takes, so
/// that the arms differ in their pairs alone.</remarks>
/// <param name="Lab">Model, clips, exam.</param>
/// <param name="Arms">Rows of the table.</param>
/// <param name="Ablation">One loss with its seeds and rates.</param>
/// <param name="Folder">Where answers and runs are kept.</param>
public sealed record PerturbationStudy(Lab Lab, Sequence<PerturbationArm> Arms, Ablation Ablation, string Folder)
{
    private const long Invention = 0x1AF;

    /// <summary>Clean clips, each perturbation alone, RRPO's mix, LeanPO's augmentation, and invented
    /// mistakes.</summary>
    public static Sequence<PerturbationArm> All { get; } =
    [
        new PerturbationArm.SelfMade("clean clips", Perturbation.None),
        new PerturbationArm.SelfMade("block mask", new Perturbation.BlockMask()),
        new PerturbationArm.SelfMade("temporal mask", new Perturbation.TemporalMask()),
        new PerturbationArm.SelfMade("local shuffle", new Perturbation.LocalShuffle()),
        new PerturbationArm.SelfMade("global shuffle", new Perturbation.GlobalShuffle()),
        new PerturbationArm.SelfMade("block mask + local shuffle (RRPO)", Perturbation.Rrpo),
        new PerturbationArm.SelfMade("crop", new Perturbation.ResizedCrop()),
        new PerturbationArm.SelfMade("blur", new Perturbation.GaussianBlur()),
        new PerturbationArm.SelfMade("single frame", new Perturbation.DropFrames()),
        new PerturbationArm.SelfMade("crop, colours, blur, flip (LeanPO)", Perturbation.LeanPo),
        new PerturbationArm.Invented("random wrong values"),
    ];

    /// <summary>RRPO's mix and invented mistakes, to show the path.</summary>
    public static Sequence<PerturbationArm> Few { get; } = [.. All.Where(arm =>
        arm is PerturbationArm.Invented || (arm is PerturbationArm.SelfMade self && self.How == Perturbation.Rrpo))];

    /// <summary>Answers, pairs and runs of every arm that do not stand yet.</summary>
    public PerturbationResult Run(IProgress<Advance> progress) => new(
        Lab.Asked.Sum(clip => clip.Questions.Count), Ablation, [.. Arms.Select(arm => Run(arm, progress))]);

    private ArmResult Run(PerturbationArm arm, IProgress<Advance> progress)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var data = Made(arm, progress);
        var lab = Lab.With(data.Pairs);
        return new ArmResult(
            arm, data.Ledger, lab.Training.Pairs.Count,
            Ablation.On(lab).In(Path.Combine(Folder, "runs")).Run(progress.Of<Advance>(told => told with
            {
                Stage = $"{arm.Name}: {told.Stage}",
            })));
    }

    private SelfAlignmentData Made(PerturbationArm arm, IProgress<Advance> progress) => arm switch
    {
        PerturbationArm.SelfMade { How: var how } self => new SelfAlignmentPairs(how, Lab.Plan.World.Seed).Collect(
            Lab.Plan.Fingerprint.Hash, Lab.Interview, Lab.Asked,
            Path.Combine(Folder, Fingerprint.From(("how", $"{how}"), ("weights", Lab.Plan.Fingerprint.Hash)).Brief),
            progress.Only("02-said", $"answers: {self.Name}")),
        _ => SelfAlignmentData.From(Lab.Asked.SelectMany(clip => clip.Questions).Select((question, i) =>
            new SelfAnswer(question, Mistake.Random(question, Pcg.From(1, Invention, i)))), Lab.Recipe),
    };
}

/// <summary>What the arms came to.</summary>
/// <param name="Asked">Questions that each arm asked.</param>
/// <param name="Ablation">The loss.</param>
/// <param name="Arms">In order.</param>
public sealed record PerturbationResult(int Asked, Ablation Ablation, Sequence<ArmResult> Arms);

/// <summary>One way of making wrong answers.</summary>
/// <param name="Arm">Which.</param>
/// <param name="Ledger">Every answer, used or dropped by reason.</param>
/// <param name="Pairs">Pairs that were trained on.</param>
/// <param name="Result">The runs.</param>
public sealed record ArmResult(PerturbationArm Arm, Pairs.Ledger Ledger, int Pairs, AblationResult Result);
