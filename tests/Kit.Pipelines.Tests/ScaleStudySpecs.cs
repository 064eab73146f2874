using Kit.Pipelines.MoreData;
using TorchSharp;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Pipelines.Tests;

/// <summary>Losses on shares of the clips, on a tiny model that knows nothing.</summary>
public sealed class ScaleStudySpecs : IDisposable
{
    private static readonly Ablation Short = Ablation
        .Over(new Variant("DPO", Dpo), new Variant("SimPO", SimPo), new Variant("RRPO", Rrpo))
        .With(Given.Optimization with { MaxSteps = 3 }).With(Given.Lora);

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly string folder = Directory.CreateTempSubdirectory("kit-scale-").FullName;

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Shares_grow_and_nothing_else_does()
    {
        var lab = Given.Laboratory();
        lab = lab.With(lab.Data.Pairs);
        var all = Short.On(lab).Run();
        var result = new ScaleStudy(lab, all, [0.5], ["DPO", "RRPO"], folder).Run(new Progress<Advance>());
        Assert.Equal([0.5, 1], result.Arms.Select(arm => arm.Share));
        Assert.InRange(result.Arms[0].Pairs, 1, result.Arms[1].Pairs - 1);
        Assert.All(result.Arms, arm => Assert.Equal(["DPO", "RRPO"], arm.Result.Runs.Select(run => run.Variant.Name)));
        Assert.All(result.Arms.SelectMany(arm => arm.Result.Runs), run => Assert.Equal(3, run.Steps.Count));
        Assert.All(result.Arms, arm => Assert.Equal(all.Base.Questions, arm.Result.Base.Questions));
    }

    [Fact]
    public void A_share_without_a_pair_is_refused()
    {
        var lab = Given.Laboratory();
        var study = new ScaleStudy(lab, Short.On(lab).Run(), [0.01], ["DPO"], folder);
        Assert.Contains("expected pairs", Assert.Throws<InvalidOperationException>(
            () => study.Run(new Progress<Advance>())).Message, StringComparison.Ordinal);
    }
}
