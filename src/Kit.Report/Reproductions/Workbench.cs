using Kit.Pipelines;
using Kit.Pipelines.LeanPo;
using Kit.Pipelines.Rlaif;
using Kit.Pipelines.Shapes;

namespace Kit.Report.Reproductions;

/// <summary>Where reproductions are run: one laboratory's folder, shared with the experiments, whose finished runs are
/// found again.</summary>
/// <param name="Size">Of everything.</param>
/// <param name="Seeds">1 … n; a quick run has one.</param>
/// <param name="Folder">With cache, runs, leanpo and rlaif below.</param>
public sealed record Workbench(WorkSize Size, int Seeds, string Folder)
{
    /// <summary>Losses × seeds on the laboratory's own pairs.</summary>
    internal AblationResult Run(IProgress<Advance> progress, params Variant[] variants) => Ablation.Over(variants)
        .Seeds(Size == WorkSize.Quick ? 1 : Seeds).On(Open(progress)).In(At("runs")).Run(progress);

    internal LeanPoResult LeanPo(IProgress<Advance> progress)
    {
        var plan = Size == WorkSize.Quick ? LeanPoPlan.Quick : LeanPoPlan.Full with { Seeds = Seeds };
        return new LeanPoStudy(Lab.Open(plan.Base, At("cache"), progress), plan, At("leanpo"))
            .RunAsync(progress).GetAwaiter().GetResult();
    }

    internal (RlaifResult Result, Lab Lab) Rlaif(IProgress<Advance> progress)
    {
        var plan = Size == WorkSize.Quick ? RlaifPlan.Quick : RlaifPlan.Full with { Seeds = Seeds };
        var study = RlaifStudy.Open(plan, At("cache"), At("rlaif"), progress);
        return (study.RunAsync(progress).GetAwaiter().GetResult(), study.Lab);
    }

    private Lab Open(IProgress<Advance> progress) =>
        Lab.Open(Size == WorkSize.Quick ? LabPlan.Quick : LabPlan.Full, At("cache"), progress);

    private string At(string name) => Path.Combine(Folder, name);
}

/// <summary>How large a reproduction is.</summary>
public enum WorkSize
{
    /// <summary>The same path in seconds, too short to conclude from.</summary>
    Quick,

    /// <summary>Minutes on two cores.</summary>
    Full,
}
