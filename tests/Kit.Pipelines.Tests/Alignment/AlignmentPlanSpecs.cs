using Kit.Data.Datasets;
using Kit.Pipelines.Alignment;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;
using static Kit.Papers;
using Aligned = Kit.Pipelines.Alignment.Alignment;

namespace Kit.Pipelines.Tests.Alignment;

/// <summary>What is refused before a file is opened, and what is asked of the reference.</summary>
public sealed class AlignmentPlanSpecs
{
    private static readonly AlignmentPlan Plan = new(
        "model", new Dataset("pairs.json", DatasetFormat.Named("rrpo")), "videos", Dpo,
        new Optimization(1e-5, BatchSize: 8, Epochs: 1, new Schedule(Decay.Cosine)),
        new Start.Fresh(Lora.Decoder), Seed: 1);

    [Fact]
    public void Settings_that_mean_nothing_are_refused_together() => Assert.Equal(
        "settings: expected a rate above 0, got NaN; a batch of 1 or more, got 0; 1 pair or more in memory, got 0; 1 "
        + "epoch or more, got -1; 1 step or more, got 0; a warm-up of 0 to 1, got 3; adapters of rank 1 or more, got "
        + "0; every second clip held out, or fewer, got 1; 1 step or more between evaluations, got 0. Correct these "
        + "settings.",
        Refused(Plan with
        {
            Optimization = new Optimization(double.NaN, 0, -1, new Schedule(Decay.Cosine, 3), MaxSteps: 0),
            MicroBatch = 0,
            HoldOut = new HoldOut(1, 0),
            Start = new Start.Fresh(Lora.Decoder.WithRank(0, 1)),
        }));

    [Fact]
    public void A_loss_over_other_answers_or_rollouts_is_refused()
    {
        foreach (var objective in new[] { Mdpo, Grpo })
            Assert.StartsWith("loss: expected one over a chosen and a rejected answer, got one that reads ",
                Refused(Plan with { Objective = objective }), StringComparison.Ordinal);
    }

    /// <summary>Whatever the loss reads, one sees how far answers move; KL is a matter of asking.</summary>
    [Fact]
    public void The_reference_is_asked_for_what_the_loss_reads_and_what_is_logged()
    {
        Assert.Equal(ReferenceKept.LogProbabilities, Plan.Kept);
        Assert.Equal(ReferenceKept.LogProbabilities, (Plan with { Objective = SimPo }).Kept);
        Assert.Equal(ReferenceKept.States, (Plan with { Objective = Rrpo }).Kept);
        Assert.Equal(ReferenceKept.States, (Plan with { Logged = ReferenceKept.States }).Kept);
        Assert.Equal(ReferenceKept.Nothing, (Plan with { Objective = SimPo, Logged = ReferenceKept.Nothing }).Kept);
    }

    [Fact]
    public void One_clip_in_so_many_is_held_out_by_name() =>
        Assert.Equal(["a", "f"], new HoldOut(5).Of(["f", "b", "a", "e", "d", "c"]).Order());

    private static string Refused(AlignmentPlan plan) => Assert.Throws<ArgumentException>(
        () => Aligned.Open(plan, new Silent())).Message;

    private sealed class Silent : IProgress<Advance>
    {
        public void Report(Advance value) { }
    }
}
