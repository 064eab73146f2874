using Kit.Train.Preference;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>The contracts of a preference run.</summary>
public sealed class ContractSpecs
{
    [Fact]
    public void The_first_loss_is_log_two_and_the_first_margin_zero()
    {
        var first = Run(Dpo, 1)[0];
        Assert.Equal(Math.Log(2), first.Metrics["loss"], 5);
        Assert.Equal(0, first.Metrics["rewards/margins"], 5);
        Assert.Equal(0, first.Metrics["kl/chosen"], 4);
    }

    [Fact]
    public void Training_lowers_the_loss_and_raises_the_margin()
    {
        var steps = Run(Dpo, 1);
        Assert.True(steps[^1].Metrics["rewards/margins"] > 0.01);
        Assert.True(steps[^1].Metrics["loss"] < Math.Log(2));
    }

    [Fact]
    public void Another_models_reference_evidence_stops_the_run()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model(1);
        using var other = Given.Model(2);
        var data = Given.Data(model) with { Reference = Given.Data(other).Reference };
        var error = Assert.Throws<InvalidOperationException>(
            () => Given.Training(Dpo).Train(model, data, new Told<PreferenceStep>()));
        Assert.StartsWith("Step 0, loss: expected 0.69", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_ignores_the_clip_is_refused()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        using (no_grad())
            foreach (var (name, weight) in model.named_parameters())
                if (name.Contains("self_attn.o_proj", StringComparison.Ordinal)) weight.zero_();
        var error = Assert.Throws<InvalidOperationException>(
            () => Given.Training(Dpo).Train(model, Given.Data(model), new Told<PreferenceStep>()));
        Assert.StartsWith("Blindness check", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_run_naming_step_and_pairs()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var training = Given.Training(Dpo) with { Optimization = Given.Optimization with { LearningRate = 1e30 } };
        var error = Assert.Throws<ArithmeticException>(
            () => training.Train(model, Given.Data(model), new Told<PreferenceStep>()));
        Assert.Matches("^Step [1-9], .*expected a finite value.*pair [0-9]", error.Message);
    }

    [Fact]
    public void A_pair_without_its_clip_is_refused_by_name()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var lost = Given.Encoded[0] with { Clip = "clip 99" };
        var error = Assert.Throws<KeyNotFoundException>(() => Given.Data(model, [lost]));
        Assert.Equal("Pair pair 0: expected a clip of this run, got \"clip 99\". Decode its video or drop the pair.", error.Message);
    }

    [Fact]
    public void Equal_seeds_repeat_bit_for_bit_and_other_seeds_differ()
    {
        var (first, again, other) = (Run(Rrpo, 1), Run(Rrpo, 1), Run(Rrpo, 2));
        Assert.Equal(first.Select(s => s.Metrics["loss"]), again.Select(s => s.Metrics["loss"]));
        Assert.NotEqual(first.Select(s => s.Metrics["loss"]), other.Select(s => s.Metrics["loss"]));
    }

    [Fact]
    public void A_seed_draws_the_adapters_and_the_order()
    {
        double[] Read(long seed, int batch, string metric)
        {
            using var scope = NewDisposeScope();
            using var model = Given.Model();
            var told = new Told<PreferenceStep>();
            var training = Given.Training(Dpo, seed) with { Optimization = Given.Optimization with { BatchSize = batch } };
            using var adapters = training.Train(model, Given.Data(model), told);
            return [.. told.Reports.Select(s => s.Metrics[metric])];
        }

        Assert.NotEqual(Read(1, Given.Pairs, "loss")[1], Read(2, Given.Pairs, "loss")[1], 4);     // all pairs in every step
        Assert.NotEqual(Read(1, 4, "len/chosen"), Read(2, 4, "len/chosen"));
    }

    [Fact]
    public void Disposed_adapters_leave_the_reference()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var data = Given.Data(model);
        var adapters = Given.Training(Dpo).Train(model, data, new Told<PreferenceStep>());
        Assert.True(PreferenceScores.From(model.Language, data)["kl/chosen"] > 1e-4);
        adapters.Dispose();
        Assert.Equal(0, PreferenceScores.From(model.Language, data)["kl/chosen"], 5);
    }

    [Fact]
    public void Batch_size_and_padding_are_invisible()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var data = Given.Data(model);
        using var adapters = Given.Training(Dpo).Train(model, data, new Told<PreferenceStep>());
        var whole = PreferenceScores.From(model.Language, data, batch: Given.Pairs);
        var single = PreferenceScores.From(model.Language, data, batch: 1);
        foreach (var metric in new[] { "kl/chosen", "kl/rejected", "delta/chosen", "delta/rejected", "displacement" })
            Assert.Equal(whole[metric], single[metric], 5);
    }

    private static List<PreferenceStep> Run(Objective objective, long seed)
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var told = new Told<PreferenceStep>();
        using var adapters = Given.Training(objective, seed).Train(model, Given.Data(model), told);
        return told.Reports;
    }
}
