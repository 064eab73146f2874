using Kit.Pipelines.Shapes;
using TorchSharp;

namespace Kit.Pipelines.Architectures;

/// <summary>Some losses behind base models of several builds, each on its own mistakes.</summary>
/// <remarks>RRPO, Sarkar and Etemad 2025 (arXiv:2504.12083), aligns VideoChat2, LLaVA-Video and LongVU.</remarks>
/// <param name="Plan">Of every laboratory, its model aside.</param>
/// <param name="Architectures">Rows of the table.</param>
/// <param name="Ablation">Losses, seeds, rates.</param>
/// <param name="Cache">Of all laboratories.</param>
/// <param name="Folder">Where runs are kept.</param>
public sealed record ArchitectureStudy(
    LabPlan Plan, Sequence<Architecture> Architectures, Ablation Ablation, string Cache, string Folder)
{
    /// <summary>Base models, pairs and runs that do not stand yet.</summary>
    /// <exception cref="InvalidOperationException">A base model that makes no pairs.</exception>
    public ArchitectureResult Run(IProgress<Advance> progress) =>
        new(Plan, [.. Architectures.Select(one => Run(one, progress.Of<Advance>(told => told with
        {
            Stage = $"{one.Name}: {told.Stage}",
        })))]);

    private ArchitectureArm Run(Architecture one, IProgress<Advance> progress)
    {
        using var scope = torch.NewDisposeScope();
        var lab = Lab.Open(one.Of(Plan), Cache, progress);
        if (lab.Training.Pairs.Count == 0) throw new InvalidOperationException(
            $"{one.Name}: expected pairs to learn from, got none. Ask about more clips.");
        var arm = new ArchitectureArm(
            one, lab.Model.parameters().Sum(weight => weight.numel()), lab.Training.Pairs.Count,
            Ablation.On(lab).In(Folder).Run(progress));
        lab.Model.Dispose();
        return arm;
    }
}
