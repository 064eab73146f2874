using Kit.Evaluate.Shapes;
using Kit.Pipelines.Shapes;
using TorchSharp;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Pipelines.Tests;

public sealed class AblationSpecs : IDisposable
{
    private static readonly Ablation Small = Ablation
        .Over(new Variant("DPO", Dpo), new Variant("RRPO", Rrpo)).Seeds(2)
        .With(Given.Optimization).With(Given.Lora);

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Runs_in_lanes_are_bit_for_bit_the_runs_one_after_the_other()
    {
        var lab = Given.Laboratory();
        var (one, two, three) = (Run(lab, 1), Run(lab, 2), Run(lab, 3));
        Assert.Equal(Numbers(one), Numbers(two));
        Assert.Equal(Numbers(one), Numbers(three));
        Assert.Equal(Answers(one), Answers(two));
        Assert.Equal(Answers(one), Answers(three));
        Assert.True(one.Runs.Select(r => r.Steps[^1].Metrics["loss"]).Distinct().Count() == one.Runs.Count);
    }

    [Fact]
    public void Runs_stand_by_variant_then_seed_and_the_base_model_is_as_it_was()
    {
        var lab = Given.Laboratory();
        var before = Answers(lab.Examine("before", new Heard()));
        var result = Run(lab, 2);
        Assert.Equal(
            [("DPO", 1), ("DPO", 2), ("RRPO", 1), ("RRPO", 2)],
            result.Runs.Select(r => (r.Variant.Name, r.Seed)));
        Assert.Equal([1, 2], result.Of("RRPO").Select(r => r.Seed));
        Assert.Equal(before, Answers(result.Base));
        Assert.Equal(before, Answers(lab.Examine("after", new Heard())));
    }

    [Fact]
    public void Seeds_differ_and_variants_of_one_seed_see_the_same_batches()
    {
        var runs = Run(Given.Laboratory(), 2).Runs;
        string Lengths(string name, long seed) => string.Join(' ', runs
            .Single(r => (r.Variant.Name, r.Seed) == (name, seed)).Steps.Select(s => s.Metrics["len/chosen"]));
        Assert.Equal(Lengths("DPO", 1), Lengths("RRPO", 1));
        Assert.NotEqual(Lengths("DPO", 1), Lengths("DPO", 2));
    }

    [Fact]
    public void Drift_is_measured_on_pairs_that_were_not_trained_on()
    {
        var lab = Given.Laboratory();
        var other = lab with { HeldOut = lab.Training };
        var (held, trained) = (Run(lab, 1).Runs[0].HeldOut, Run(other, 1).Runs[0].HeldOut);
        Assert.True(held["kl/chosen"] > 1e-5);
        Assert.NotEqual(held["kl/chosen"], trained["kl/chosen"]);
    }

    [Fact]
    public void Every_stage_is_told_to_its_end()
    {
        var heard = new Heard();
        Small.On(Given.Laboratory()).Run(heard, 2);
        var stages = heard.Reports.GroupBy(a => a.Stage).ToDictionary(g => g.Key, g => g.Last());
        Assert.All(stages.Values, last => Assert.Equal(last.Total, last.Done));
        Assert.Contains("exam of the base model", stages.Keys);
        foreach (var run in new[] { "DPO, seed 1", "RRPO, seed 2" })
        {
            Assert.Equal("steps", stages[run].Unit);
            Assert.Matches(@"^loss [-0-9.]+, margin [-0-9.]+, KL [-0-9.]+$", stages[run].Note);
            Assert.Contains($"exam of {run}", stages.Keys);
        }
    }

    [Fact]
    public void Live_tensors_are_as_many_after_an_ablation_as_before()
    {
        var lab = Given.Laboratory();
        Run(lab, 1);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run(lab, 1);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Run(lab, 2);
        var made = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run(lab, 2);
        Assert.Equal(made, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_name_that_stands_twice_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => Ablation.Over(new Variant("A", Dpo), new Variant("A", Rrpo)));
        Assert.Equal("variants: expected distinct names, got 'A' twice. Rename one.", error.Message);
        Assert.Equal([$"{Dpo}", $"{Rrpo}"], Ablation.Over(Dpo, Rrpo).Variants.Select(v => v.Name));
    }

    private static AblationResult Run(Lab lab, int lanes) => Small.On(lab).Run(new Heard(), lanes);

    private static double[][] Numbers(AblationResult result) =>
        [.. result.Runs.Select(r => (double[])[.. r.Steps.SelectMany(s => s.Metrics.Values), .. r.HeldOut.Values])];

    private static string[] Answers(AblationResult result) =>
        [.. Answers(result.Base), .. result.Runs.SelectMany(r => Answers(r.Exam))];

    private static string[] Answers(ExamResult exam) =>
        [.. exam.Questions.Select(q => q.Predicted), .. exam.Hallucinations.Select(h => $"{h.Basic} {h.Hallucinated}")];

    private sealed class Heard : IProgress<Advance>
    {
        private readonly Lock turn = new();

        public List<Advance> Reports { get; } = [];

        public void Report(Advance value)
        {
            lock (turn) Reports.Add(value);
        }
    }
}
