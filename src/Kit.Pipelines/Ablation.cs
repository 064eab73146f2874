using System.Diagnostics;
using Kit.Pipelines.Shapes;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;

namespace Kit.Pipelines;

/// <summary>Losses × seeds on the same data in the same order: <c>Ablation.Over(dpo, rrpo).Seeds(3).Run(lab,
/// progress)</c>.</summary>
/// <param name="Variants">Rows of the table.</param>
/// <param name="SeedList">Each fixes adapters and data order for all variants alike.</param>
/// <param name="Optimization">Shared by all variants, so that only the loss differs.</param>
/// <param name="Lora">Adapters of every run.</param>
[TypeFormatterSource]
public sealed record Ablation(
    Sequence<Variant> Variants, Sequence<long> SeedList, Optimization Optimization, Lora Lora)
{
    private static readonly Optimization Default = new(1e-3, BatchSize: 16, Epochs: 1, new Schedule(Decay.Cosine));

    /// <summary>One seed; see <see cref="Seeds"/>.</summary>
    public static Ablation Over(params Variant[] variants)
    {
        var twice = variants.GroupBy(v => v.Name).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? new Ablation([.. variants], [1], Default, Lora.Decoder)
            : throw new ArgumentException($"variants: expected distinct names, got '{twice.Key}' twice. Rename one.");
    }

    /// <summary>Losses under their formulas.</summary>
    public static Ablation Over(params Objective[] objectives) => Over([.. objectives.Select(Variant.From)]);

    /// <summary>Seeds 1 … count.</summary>
    public Ablation Seeds(int count) => this with { SeedList = [.. Enumerable.Range(1, count).Select(s => (long)s)] };

    public Ablation With(Optimization optimization) => this with { Optimization = optimization };

    public Ablation With(Lora lora) => this with { Lora = lora };

    /// <summary>Trains and examines every cell of the grid, as many side by side as the device is worth.</summary>
    public AblationResult Run(Lab lab, IProgress<Advance> progress) =>
        Run(lab, progress, Lanes.Of(lab.Model.Place.Device));

    /// <summary>The same in so many lanes; the numbers do not depend on how many.</summary>
    internal AblationResult Run(Lab lab, IProgress<Advance> progress, int lanes)
    {
        var before = lab.Examine("exam of the base model", progress);
        var cells = SeedList.SelectMany(seed => Variants.Select(v => (Variant: v, Seed: seed))).ToArray();
        var labs = Enumerable.Range(0, Math.Min(cells.Length, lanes))
            .Select(lane => lane == 0 ? lab : lab.Copy()).ToArray();
        var runs = Lanes.Run(labs.Length, cells.Length, (lane, cell) =>
            Run(labs[lane], cells[cell].Variant, cells[cell].Seed, progress));
        foreach (var copy in labs[1..]) copy.Model.Dispose();
        return new AblationResult(
            this, before, [.. runs.OrderBy(r => Variants.ToList().IndexOf(r.Variant)).ThenBy(r => r.Seed)], lab.Protocol);
    }

    private AblationRun Run(Lab lab, Variant variant, long seed, IProgress<Advance> progress)
    {
        var name = FormattableString.Invariant($"{variant.Name}, seed {seed}");
        var steps = new List<PreferenceStep>();
        var clock = Stopwatch.StartNew();
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var policy = new PreferenceTraining(variant.Objective, Optimization, Lora, seed).Train(
            lab.Model, lab.Training, progress.Of<PreferenceStep>(step =>
            {
                steps.Add(step);
                return new Advance(name, step.Step + 1, step.Total, "steps", Note(step));
            }));
        var seconds = clock.Elapsed.TotalSeconds;
        var heldOut = PreferenceScores.From(lab.Model.Language, lab.HeldOut);
        return new AblationRun(variant, seed, steps, heldOut, lab.Examine($"exam of {name}", progress), seconds);
    }

    private static string Note(PreferenceStep step) => FormattableString.Invariant(
        $"loss {step.Metrics["loss"]:0.000}, margin {step.Metrics["rewards/margins"]:0.00}, ")
        + FormattableString.Invariant($"KL {step.Metrics["kl/chosen"]:0.00}");
}
