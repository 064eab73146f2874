using Kit.Pipelines.Shapes;
using Kit.Train.Preference;
using TorchSharp;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Pipelines.Tests;

/// <summary>Cells that stand are found again; nobody's work is done twice or lost.</summary>
public sealed class AblationGridSpecs : IDisposable
{
    private static readonly Ablation Small = Ablation
        .Over(new Variant("DPO", Dpo), new Variant("RRPO", Rrpo)).Seeds(2)
        .With(Given.Optimization).With(Given.Lora);

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly string folder = Directory.CreateTempSubdirectory("kit-grid-").FullName;

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_grid_that_was_cut_short_goes_on_where_it_stood()
    {
        var lab = Given.Laboratory();
        var whole = Small.On(lab).Run(null, 1);
        Assert.Throws<OperationCanceledException>(() => Small.On(lab).In(folder).Run(new Cut("RRPO, seed 1"), 1));
        var second = new Trained();
        Same(whole, Small.On(lab).In(folder).Run(second, 1));
        Assert.Equal(["RRPO, seed 1", "DPO, seed 2", "RRPO, seed 2"], second.Names);
        var third = new Trained();
        Same(whole, Small.On(lab).In(folder).Run(third, 2));
        Assert.Empty(third.Names);
    }

    [Fact]
    public void What_a_cell_depends_on_makes_it_anew_and_its_name_does_not()
    {
        var lab = Given.Laboratory();
        var one = Small.Seeds(1);
        one.On(lab).In(folder).Run(null, 1);
        Assert.Equal(0, Retrained(one with { Variants = [new("other name", Dpo), new("RRPO", Rrpo)] }, lab));
        Assert.Equal(1, Retrained(
            one with { Variants = [new("DPO", Dpo.With(Logistic(0.2))), new("RRPO", Rrpo)] }, lab));
        Assert.Equal(2, Retrained(one with { SeedList = [3] }, lab));
        Assert.Equal(2, Retrained(one.With(Given.Lora.WithRank(3, 4)), lab));
        Assert.Equal(2, Retrained(one.With(Given.Optimization with { LearningRate = 2e-2 }), lab));
        var fewer = lab with { Training = lab.Training with { Pairs = [.. lab.Training.Pairs.SkipLast(1)] } };
        Assert.Equal(2, Retrained(one, fewer));
    }

    /// <summary>Two callers on one folder, as two processes would be.</summary>
    [Fact]
    public void Two_that_share_a_folder_share_the_work()
    {
        var (one, other) = (new Trained(), new Trained());
        var (labs, results) = (new[] { Given.Laboratory(), Given.Laboratory() }, new AblationResult[2]);
        Thread[] threads = [.. new[] { one, other }.Select((heard, i) => new Thread(() =>
        {
            using var mine = NewDisposeScope();
            results[i] = Small.On(labs[i]).In(folder).Run(heard, 1);
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Same(results[0], results[1]);
        Assert.Equal(4, one.Names.Concat(other.Names).Distinct().Count());
        Assert.Equal(4, one.Names.Count + other.Names.Count);
    }

    [Fact]
    public void Processes_need_a_folder()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Small.On(Given.Laboratory()).InProcesses(2).Run());
        Assert.Contains("In(folder)", error.Message, StringComparison.Ordinal);
    }

    private int Retrained(Ablation ablation, Lab lab)
    {
        var heard = new Trained();
        ablation.On(lab).In(folder).Run(heard, 1);
        return heard.Names.Count;
    }

    private static void Same(AblationResult expected, AblationResult actual) => Assert.Equal(
        expected.Runs.Select(Written), actual.Runs.Select(Written));

    private static string Written(AblationRun run) => string.Join('\n',
    [
        $"{run.Variant.Name} {run.Seed}",
        .. run.Steps.SelectMany(s => s.Metrics.Select(m => $"{s.Step} {m.Key} {m.Value:R}")),
        .. run.HeldOut.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} {m.Value:R}"),
        .. run.Exam.Questions.Select(q => $"{q}"), .. run.Exam.Hallucinations.Select(h => $"{h}"),
    ]);

    /// <summary>Notes which cells take their first step.</summary>
    private sealed class Trained : IProgress<Advance>
    {
        public List<string> Names { get; } = [];

        public void Report(Advance value)
        {
            if (value is { Unit: "steps", Done: 1 } && value.Note != "stands") Names.Add(value.Stage);
        }
    }

    /// <summary>Ends the run in the middle of a cell.</summary>
    private sealed class Cut(string stage) : IProgress<Advance>
    {
        public void Report(Advance value)
        {
            if (value.Stage == stage && value.Done == 2) throw new OperationCanceledException(stage);
        }
    }
}
