using System.Diagnostics;
using System.Globalization;
using Kit.Evaluate.Shapes;
using Kit.Pipelines.Shapes;
using Kit.Torch;
using Kit.Train.Preference;

namespace Kit.Pipelines;

/// <summary>An ablation on its data: cells of loss × seed, run in order, side by side, or in several processes; found
/// again where a folder keeps them.</summary>
/// <param name="Ablation">Losses and seeds.</param>
/// <param name="Lab">Model, pairs and exam.</param>
/// <param name="Folder">Where finished cells are kept, or null.</param>
/// <param name="Processes">How many programs share the work.</param>
public sealed record AblationGrid(Ablation Ablation, Lab Lab, string? Folder, int Processes)
{
    /// <summary>Keeps finished cells in a folder: a grid that was cut short goes on where it stood, and several
    /// programs may work on one grid.</summary>
    public AblationGrid In(string folder) => this with { Folder = folder };

    /// <summary>Starts this program again, so many times less one, with the same arguments; the others work on the grid
    /// and end with it. Needs <see cref="In"/>.</summary>
    /// <remarks>What the program does before the grid it does in every process.</remarks>
    public AblationGrid InProcesses(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return this with { Processes = count };
    }

    /// <summary>Trains and examines every cell that does not stand, as many side by side as the device is
    /// worth.</summary>
    /// <param name="progress">Told of every stage.</param>
    public AblationResult Run(IProgress<Advance>? progress = null)
    {
        if (Processes > 1 && Folder is null)
            throw new InvalidOperationException(
                $"ablation in {Processes} processes: expected a folder that they share, got none. In(folder) first.");
        using var others = Fellows.Start(Processes - 1);
        var result = Run(progress, Processes > 1 ? 1 : Lanes.Of(Lab.Model.Place.Device));
        Fellows.EndIfOne();
        return result;
    }

    /// <summary>The same in so many lanes; the numbers do not depend on how many.</summary>
    internal AblationResult Run(IProgress<Advance>? progress, int lanes)
    {
        var heard = progress ?? new Progress<Advance>();
        var cells = Ablation.SeedList
            .SelectMany(seed => Ablation.Variants.Select(v => (Variant: v, Seed: seed))).ToArray();
        var store = Folder is null ? null : new RunStore(Folder, Ablation, Lab);
        ExamResult Examined() => Lab.Examine("exam of the base model", heard);
        var before = store is null ? Examined() : store.Before(Examined);
        var labs = Enumerable.Range(0, Math.Min(cells.Length, lanes))
            .Select(lane => lane == 0 ? Lab : Lab.Copy()).ToArray();
        var first = Lanes.Run(labs.Length, cells.Length, (lane, i) => Cell(store, labs[lane], cells[i], heard));
        foreach (var copy in labs[1..]) copy.Model.Dispose();
        var runs = first.Select((run, i) => run ?? Wait(store!, cells[i], heard));
        var order = Ablation.Variants.ToList();
        return new AblationResult(
            Ablation, before, [.. runs.OrderBy(r => order.IndexOf(r.Variant)).ThenBy(r => r.Seed)], Lab.Protocol);
    }

    /// <summary>A cell that stands, or is made now; null while another process makes it.</summary>
    private AblationRun? Cell(RunStore? store, Lab lab, (Variant Variant, long Seed) cell, IProgress<Advance> progress)
    {
        if (store?.Find(cell.Variant, cell.Seed) is { } stands) return Told(stands, progress);
        AblationRun Made() => Train(lab, cell.Variant, cell.Seed, progress);
        return store is null ? Made() : store.TryOpen(cell.Variant, cell.Seed, Made);
    }

    /// <summary>A cell that another process makes, or left unmade when it died.</summary>
    private AblationRun Wait(RunStore store, (Variant Variant, long Seed) cell, IProgress<Advance> progress) => Told(
        store.Open(cell.Variant, cell.Seed, () => Train(Lab, cell.Variant, cell.Seed, progress)), progress);

    private static AblationRun Told(AblationRun run, IProgress<Advance> progress)
    {
        progress.Report(new Advance(Name(run.Variant, run.Seed), run.Steps.Count, run.Steps.Count, "steps", "stands"));
        return run;
    }

    private AblationRun Train(Lab lab, Variant variant, long seed, IProgress<Advance> progress)
    {
        var name = Name(variant, seed);
        var steps = new List<PreferenceStep>();
        var clock = Stopwatch.StartNew();
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var policy = new PreferenceTraining(variant.Objective, Ablation.Optimization, Ablation.Lora, seed).Train(
            lab.Model, lab.Training, progress.Of<PreferenceStep>(step =>
            {
                steps.Add(step);
                return new Advance(name, step.Step + 1, step.Total, "steps", Note(step));
            }));
        var seconds = clock.Elapsed.TotalSeconds;
        var heldOut = PreferenceScores.From(lab.Model.Language, lab.HeldOut);
        return new AblationRun(variant, seed, steps, heldOut, lab.Examine($"exam of {name}", progress), seconds);
    }

    private static string Name(Variant variant, long seed) =>
        FormattableString.Invariant($"{variant.Name}, seed {seed}");

    /// <summary>What a step can tell: a supervised loss has no margin.</summary>
    private static string Note(PreferenceStep step) => string.Join(", ", new[]
    {
        ("loss", "loss", "0.000"), ("margin", "rewards/margins", "0.00"), ("KL", "kl/chosen", "0.00"),
    }.Where(shown => step.Metrics.ContainsKey(shown.Item2)).Select(shown =>
        $"{shown.Item1} {step.Metrics[shown.Item2].ToString(shown.Item3, CultureInfo.InvariantCulture)}"));
}
