using Kit;
using Kit.Pipelines;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Studies;
using Kit.Torch.Layers;
using Kit.Train.Metrics;
using Kit.Train.Tests.TensorBoard;
using static TorchSharp.torch;

namespace Experiments.Tests;

/// <summary>All runs of a study train on one copy of the checkpoint, and each leaves what it leaves alone.</summary>
public sealed class SharedBaseSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-base-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Its weights are not there any more when the second run begins; the adapters move a module whole, too.
    /// </summary>
    [Fact]
    public async Task A_run_behind_others_comes_to_what_it_comes_to_alone()
    {
        if (TinyCheckpoint.Fixtures is null) return;    // the fixtures' weights and clips are not ours to ship
        var plan = Fresh(Plan("together"), Lora.Decoder.WithRank(4, 8).WithDropout(0.1).WithSaved("lm_head"));
        var together = await Run(plan, WithoutWeights(plan, behind: "DPO, seed 1"));
        Assert.Equal(["DPO, seed 1", "DPO, seed 2", "RRPO, seed 1", "RRPO, seed 2"], together.Runs.Select(Name));
        foreach (var k in new[] { 1, 3 }) Same(Alone(plan, together, k), together.Runs[k]);
        Assert.Equal(4, together.Runs.Select(run => Convert.ToHexString(Weights(run))).Distinct().Count());
    }

    [Fact]
    public async Task Runs_that_start_from_an_adapter_do_not_meet_each_others()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var first = await Run(Plan("first") with { Losses = [new("DPO", Papers.Dpo)], Seeds = [1] }, _ => { });
        var plan = Plan("second");
        plan = plan with { Run = plan.Run with { Start = new Start.Adapter(first.Runs[0].Adapter) }, Seeds = [1] };
        var together = await Run(plan, _ => { });
        Same(Alone(plan, together, 1), together.Runs[1]);
        Assert.NotEqual(Weights(together.Runs[0]), Weights(together.Runs[1]));
    }

    /// <summary>There is no such device, so whatever loads the checkpoint fails.</summary>
    [Fact]
    public async Task A_study_that_stands_loads_nothing()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan("stands") with { Losses = [new("DPO", Papers.Dpo)], Seeds = [1] };
        var made = await Run(plan, _ => { });
        var nowhere = plan with { Run = plan.Run with { Place = plan.Run.Place with { Device = new Device("cuda:99") } } };
        var stands = await Run(nowhere, _ => { });
        Assert.Equal(made.Runs[0].Steps.Select(step => step.Metrics), stands.Runs[0].Steps.Select(step => step.Metrics));
        await Assert.ThrowsAnyAsync<Exception>(() => Run(nowhere with { Seeds = [1, 2] }, _ => { }));
    }

    [Fact]
    public async Task TensorBoard_and_JSON_lines_tell_every_step_of_a_run()
    {
        if (TinyCheckpoint.Fixtures is null) return;
        var plan = Plan("logged") with { Losses = [new("DPO", Papers.Dpo)], Seeds = [1] };
        await Assert.ThrowsAsync<OperationCanceledException>(() => Run(plan, advance =>
        {
            if (advance is { Stage: "DPO, seed 1", Done: 3 }) throw new OperationCanceledException();
        }));
        var run = (await Run(plan, _ => { })).Runs[0];
        var rows = MetricLog.Read(Path.Combine(run.Folder, "metrics.jsonl")).Rows;
        Assert.Equal(Enumerable.Range(0, run.Steps.Count), rows.Select(row => (int)row.Step));
        Assert.Equal(rows.Select(row => row["loss"]), run.Steps.Select(step => (double?)step.Metrics["loss"]));
        var events = Directory.GetFiles(Path.Combine(run.Folder, "events"), "*tfevents*").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, events.Length);             // the run's, and the resumed run's, from its first step on
        var told = events.SelectMany(file => EventReader.Scalars(File.ReadAllBytes(file))).ToArray();
        Assert.Equal([0, 1, 2, .. Enumerable.Range(2, run.Steps.Count - 2)],
            told.Where(one => one.Tag == "train/loss").Select(one => (int)one.Step));
        Assert.Equal((float)rows[^1]["eval/loss"]!.Value, told.Last(one => one.Tag == "eval/loss").Value);
    }

    private StudyPlan Plan(string name) => ToyStudy.Plan(
        Directory.CreateDirectory(Path.Combine(folder, name)).FullName, "qwen2-vl-video",
        new Variant("DPO", Papers.Dpo), new Variant("RRPO", Papers.Rrpo)) with { Seeds = [1, 2] };

    private static StudyPlan Fresh(StudyPlan plan, Lora lora) =>
        plan with { Run = plan.Run with { Start = new Start.Fresh(lora) } };

    /// <summary>The same run on a model that it loads itself, with a cache of its own.</summary>
    private (byte[] Weights, IReadOnlyList<StepReport> Steps) Alone(StudyPlan plan, StudyResult study, int k)
    {
        var (run, place, steps) = (study.Runs[k], Path.Combine(folder, $"alone-{k}"), new List<StepReport>());
        using var alignment = Alignment.Open(plan.Run with
        {
            Data = study.File, Objective = run.Variant.Objective, Seed = run.Seed, HoldOut = new HoldOut(), Folder = null,
            Cache = Path.Combine(place, "cache"),
        }, new Heard());
        alignment.Refer(new Heard());
        alignment.Train(new Kept(steps.Add));
        alignment.Save(Path.Combine(place, "adapter"));
        return (File.ReadAllBytes(Path.Combine(place, "adapter", "adapter_model.safetensors")), steps);
    }

    private static Task<StudyResult> Run(StudyPlan plan, Action<Advance> told) =>
        new SelfAlignmentStudy(plan, Arbiter.Rule).RunAsync(new Heard(told));

    /// <summary>Hides the weights once a run has begun, and brings them back behind the last.</summary>
    private static Action<Advance> WithoutWeights(StudyPlan plan, string behind)
    {
        var (file, hidden) = (Path.Combine(plan.Run.Model, "model.safetensors"), Path.Combine(plan.Run.Model, "hidden"));
        var last = $"{plan.Losses[^1].Name}, seed {plan.Seeds[^1]}";
        return advance =>
        {
            if (advance.Stage == behind && File.Exists(file)) File.Move(file, hidden);
            if (advance.Stage == last && advance.Done == advance.Total) File.Move(hidden, file);
        };
    }

    private static void Same((byte[] Weights, IReadOnlyList<StepReport> Steps) alone, StudyRun run)
    {
        Assert.Equal(alone.Weights, Weights(run));
        Assert.Equal(alone.Steps.Select(Measured), run.Steps.Select(Measured));
    }

    private static string Measured(StepReport step) => string.Join(", ", step.Metrics
        .Where(one => one.Key is not ("seconds_per_step" or "tokens_per_second" or "data/wait_share" or "memory/peak_gib"))
        .Select(one => $"{one.Key} {one.Value:R}"));

    private static string Name(StudyRun run) => $"{run.Variant.Name}, seed {run.Seed}";

    private static byte[] Weights(StudyRun run) => TinyCheckpoint.Weights(run.Adapter);

    private sealed class Kept(Action<StepReport> told) : IProgress<StepReport>
    {
        public void Report(StepReport value) => told(value);
    }
}
