using Kit.Models;
using Kit.Models.Peft;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Fixtures;

/// <summary>The kit's own training against runs of transformers, PEFT and torch: every step, and the weights at the
/// end.</summary>
public sealed class TrainingFixtureSpecs
{
    /// <summary>Tolerances of float32 sums in another order. At the reference the gradient of TokenKL is 0, which float32
    /// computes as noise of 1e-8 and Adam's division scales up to full steps: with it two runs of torch itself differ by a
    /// hundred times as much.</summary>
    private static readonly (string Theirs, string Ours, double Plain, double WithKl)[] Logged =
    [
        ("loss", "loss", 1e-5, 2e-4), ("gradNorm", "grad_norm", 1e-5, 2e-3), ("learningRate", "learning_rate", 1e-15, 1e-15),
        ("rewardsChosen", "rewards/chosen", 2e-5, 1e-3), ("rewardsRejected", "rewards/rejected", 2e-5, 1e-3),
        ("logpsChosen", "logps/chosen", 2e-4, 1e-2), ("logpsRejected", "logps/rejected", 2e-4, 1e-2),
    ];

    public static TheoryData<string> Folders => TrainingFolder.All;

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_step_and_the_final_weights_are_theirs(string folder)
    {
        using var scope = NewDisposeScope();
        var run = new TrainingFolder(folder);
        using var model = CausalLm.Load(folder, Placement.Cpu);
        var data = PreferenceData.From(model, run.Pairs, Media.None);
        using var peft = run.IsLora ? PeftAdapter.Load(folder, model) : null;
        peft?.Adapters.Place();
        var trained = peft is null ? Trained.Whole : new Trained.Placed(peft.Adapters);
        var told = new Told<PreferenceStep>();
        new PreferenceRun(run.Objective, run.Optimization, Seed: 0).Train(model, trained, data, told);
        Assert.Equal(run.History.Count, told.Reports.Count);
        foreach (var (theirs, ours) in run.History.Zip(told.Reports)) Check(theirs, ours.Metrics, run.HasKl);
        Check(run, model, peft?.Adapters);
    }

    private static void Check(System.Text.Json.JsonElement theirs, IReadOnlyDictionary<string, double> ours, bool kl)
    {
        foreach (var (name, own, plain, loose) in Logged)
        {
            var (expected, got) = (theirs.GetProperty(name).GetDouble(), ours[own]);
            Assert.True(Math.Abs(expected - got) <= (kl ? loose : plain), $"step {theirs.GetProperty("step")}, {name}: {expected}, got {got}");
        }
    }

    private static void Check(TrainingFolder run, CausalLm model, Adapters? adapters)
    {
        var weights = adapters is null
            ? model.named_parameters().ToDictionary(p => p.name, p => p.parameter)
            : adapters.Named.ToDictionary(n => $"base_model.model.{n.Name}", n => n.Parameter);
        foreach (var (name, expected) in run.Final)
        {
            var got = weights[name].detach().flatten().data<float>().ToArray();
            var off = expected.Zip(got, (e, g) => Math.Abs((double)e - g)).ToArray();
            var (worst, typical) = (off.Max(), Math.Sqrt(off.Average(d => d * d)));
            Assert.True(worst <= (run.HasKl ? 1e-3 : 5e-6) && typical <= (run.HasKl ? 1e-4 : 1e-6), $"{name}: differs by {worst}, typically {typical}");
        }
    }
}
