using Kit.Expressions;
using Kit.Models;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using TorchSharp;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>No more of the reference is computed, kept or read than an objective reads.</summary>
public sealed class ReferenceNeedSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("simpo", ReferenceKept.Nothing)]
    [InlineData("orpo", ReferenceKept.Nothing)]
    [InlineData("cpo", ReferenceKept.Nothing)]
    [InlineData("leanpo", ReferenceKept.Nothing)]
    [InlineData("dpo", ReferenceKept.LogProbabilities)]
    [InlineData("wpo", ReferenceKept.LogProbabilities)]
    [InlineData("kto/pair", ReferenceKept.LogProbabilities)]
    [InlineData("rrpo", ReferenceKept.States)]
    [InlineData("tdpo2", ReferenceKept.States)]
    public void What_an_objective_needs_is_read_off_its_expression(string name, ReferenceKept needed) =>
        Assert.Equal(needed, ReferenceEvidence.NeededBy(Named(name)));

    [Fact]
    public void Where_nothing_is_needed_the_reference_is_not_run()
    {
        var unread = new Media.Typed(_ => throw new InvalidOperationException("run"), _ => throw new InvalidOperationException("run"));
        var data = PreferenceData.From(Model(), Given.Encoded, unread, SimPo);
        Assert.Equal(ReferenceKept.Nothing, data.Reference.Kept);
        Assert.Equal(0, data.Reference.LogProbability.numel());
        Assert.Throws<InvalidOperationException>(() => PreferenceData.From(Model(), Given.Encoded, unread, Dpo));
    }

    [Theory]
    [InlineData("simpo", ReferenceKept.Nothing)]
    [InlineData("simpo", ReferenceKept.LogProbabilities)]
    [InlineData("dpo", ReferenceKept.LogProbabilities)]
    [InlineData("wpo", ReferenceKept.LogProbabilities)]
    [InlineData("rrpo", ReferenceKept.States)]
    public void Keeping_less_trains_to_the_same_bits(string name, ReferenceKept kept)
    {
        var (everything, some) = (Train(Named(name), ReferenceKept.States), Train(Named(name), kept));
        Assert.Equal(everything.Select(s => s.Metrics["loss"]), some.Select(s => s.Metrics["loss"]));
        Assert.Equal(everything.Select(s => s.Metrics["grad_norm"]), some.Select(s => s.Metrics["grad_norm"]));
        var expected = kept == ReferenceKept.States ? [] : new[] { "kl/chosen", "kl/chosen_token", "kl/rejected", "kl/rejected_token" };
        if (kept == ReferenceKept.LogProbabilities)
            Assert.Equal(expected, everything[0].Metrics.Keys.Except(some[0].Metrics.Keys));
        Assert.Equal(kept == ReferenceKept.LogProbabilities, some[0].Metrics.ContainsKey("k3/chosen"));
        Assert.Equal(kept != ReferenceKept.Nothing, some[0].Metrics.ContainsKey("delta/chosen"));
        Assert.True(some[0].Metrics.ContainsKey("len/chosen"));
    }

    [Fact]
    public void An_objective_that_reads_more_than_is_kept_is_refused()
    {
        Assert.Equal("reference evidence: expected data that keeps States, got LogProbabilities. Make the data for this "
            + "objective: PreferenceData.From(model, pairs, media, objective).",
            Assert.Throws<InvalidOperationException>(() => Train(Rrpo, ReferenceKept.LogProbabilities)).Message);
        Assert.StartsWith("reference evidence: expected data that keeps LogProbabilities, got Nothing.",
            Assert.Throws<InvalidOperationException>(() => Train(Dpo, ReferenceKept.Nothing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_read_is_computed()
    {
        Assert.Equal(["kl", "mask", "policy.logp", "reference.logp", "span"], Supplied(Dpo, ReferenceKept.States));
        Assert.Equal(["mask", "policy.logp", "reference.logp", "span"], Supplied(Dpo, ReferenceKept.LogProbabilities));
        Assert.Equal(["mask", "policy.log_squares", "policy.logp", "reference.logp", "span"], Supplied(Wpo, ReferenceKept.LogProbabilities));
        Assert.Equal(["mask", "policy.logp", "span"], Supplied(SimPo, ReferenceKept.Nothing));
    }

    /// <summary>KL has a gradient where the loss reads it, and none where it is only told.</summary>
    [Fact]
    public void What_is_only_told_has_no_gradient()
    {
        var model = Model();
        var data = PreferenceData.From(model, Given.Encoded, Media.None);
        Tensor Kl(Objective objective) => new Scorer(model, data, objective).Evidence([0, 1])[Quantity.Kl.At(Slot.Chosen)];
        Assert.True(Kl(Rrpo).requires_grad);
        Assert.False(Kl(Dpo).requires_grad);
        Assert.False(new Scorer(model, data, Wpo).Evidence([0])[Quantity.LogSquares.At(Slot.Chosen)].requires_grad);
    }

    [Fact]
    public void Held_out_pairs_keep_as_much_as_the_training_pairs()
    {
        var model = Model();
        var data = PreferenceData.From(model, Given.Encoded, Media.None, Dpo);
        var run = new PreferenceRun(SimPo, Given.Optimization, 1).With(new Evaluation(
            PreferenceData.From(model, Given.Encoded, Media.None, ReferenceKept.Nothing), Every: 2));
        Assert.Contains("expected data that keeps LogProbabilities, got Nothing", Assert.Throws<InvalidOperationException>(
            () => run.Train(model, Trained.Whole, data, new Told<PreferenceStep>())).Message, StringComparison.Ordinal);
        var whole = run.With(new Evaluation(PreferenceData.From(model, Given.Encoded, Media.None, Dpo), Every: 2));
        var told = new Told<PreferenceStep>();
        whole.Train(model, Trained.Whole, data, told);
        Assert.True(told.Reports[1].Metrics["eval/k3/chosen"] > 0);
    }

    [Fact]
    public void A_first_loss_that_is_not_finite_is_refused_where_there_is_no_reference()
    {
        var model = Model();
        using (no_grad()) model.parameters().First().fill_(float.NaN);
        var data = PreferenceData.From(model, Given.Encoded, Media.None, SimPo);
        Assert.StartsWith("Step 0, loss: expected a finite value, got NaN.", Assert.Throws<ArithmeticException>(
            () => new PreferenceRun(SimPo, Given.Optimization, 1).Train(model, Trained.Whole, data, new Told<PreferenceStep>())).Message,
            StringComparison.Ordinal);
    }

    private static string[] Supplied(Objective objective, ReferenceKept kept)
    {
        var model = Model();
        var scorer = new Scorer(model, PreferenceData.From(model, Given.Encoded, Media.None, kept), objective);
        return [.. scorer.Evidence([0, 3]).Keys.Select(e => e.Quantity.Name).Distinct().Order(StringComparer.Ordinal)];
    }

    private static List<PreferenceStep> Train(Objective objective, ReferenceKept kept)
    {
        var (model, told) = (Model(), new Told<PreferenceStep>());
        var data = PreferenceData.From(model, Given.Encoded, Media.None, kept);
        using var adapters = Given.Lora.Attach(model, 1);
        new PreferenceRun(objective, Given.Optimization, 1).Train(model, new Trained.Placed(adapters), data, told);
        return told.Reports;
    }

    private static CausalLm Model()
    {
        manual_seed(2);
        return new CausalLm(Given.Config.Decoder, new Initial.Normal(0.3), Placement.Cpu);
    }
}
