using Kit.Models;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using TorchSharp;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>Runs over text, over all weights, over adapters that were there before.</summary>
public sealed class PreferenceRunSpecs : IDisposable
{
    private static readonly PreferenceRun Run = new(Rrpo, Given.Optimization, Seed: 1);

    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Text_alone_needs_no_clip()
    {
        var (model, data) = Text();
        var told = Train(model, data, Trained.Whole);
        Assert.Equal(Math.Log(2), told[0].Metrics["loss"], 5);
        Assert.True(told[^1].Metrics["rewards/margins"] > 0.01);
    }

    [Fact]
    public void Prompts_and_features_of_ones_own_are_those_of_the_shelf()
    {
        using var video = Given.Model();
        var shelved = Given.Data(video);
        var media = (Media.Clips)shelved.Media;
        var typed = new Media.Typed(media.Prompt, p => media.Shelf.Take([(p.Id, p.Clip)])[0]);
        var data = PreferenceData.From(video.Language, shelved.Pairs, typed);
        Assert.True(shelved.Reference.LogProbability.allclose(data.Reference.LogProbability, 0, 1e-6));
    }

    [Fact]
    public void Base_weights_stay_while_adapters_learn_and_move_while_all_do()
    {
        var (model, data) = Text();
        var before = model.state_dict().ToDictionary(w => w.Key, w => w.Value.clone());
        bool Moved() => model.state_dict().Any(w => !w.Value.equal(before[w.Key]).all().item<bool>());
        using (var adapters = Given.Lora.Attach(model, 1)) Train(model, data, new Trained.Placed(adapters));
        Assert.False(Moved());
        foreach (var p in model.parameters()) p.requires_grad = true;
        Train(model, data, Trained.Whole);
        Assert.True(Moved());
    }

    /// <summary>Adapters from supervised training are part of the reference; with the base model as reference the run
    /// would start elsewhere.</summary>
    [Fact]
    public void A_reference_without_the_adapters_that_the_policy_starts_from_stops_the_run()
    {
        var (model, data) = Text();
        using var adapters = Given.Lora.Attach(model, 1);
        using (no_grad()) foreach (var p in adapters.Parameters) p.add_(0.3);
        var error = Assert.Throws<InvalidOperationException>(() => Train(model, data, new Trained.Placed(adapters)));
        Assert.StartsWith("Step 0, loss: expected 0.69", error.Message, StringComparison.Ordinal);
        var own = PreferenceData.From(model, data.Pairs, Media.None);
        Assert.Equal(Math.Log(2), Train(model, own, new Trained.Placed(adapters))[0].Metrics["loss"], 5);
    }

    [Fact]
    public void Adapters_that_are_off_are_not_trained()
    {
        var (model, data) = Text();
        using var adapters = Given.Lora.Create(model, 1);
        var error = Assert.Throws<InvalidOperationException>(() => Train(model, data, new Trained.Placed(adapters)));
        Assert.Equal("adapters default: expected them in place on the model, got them off. Place them first.", error.Message);
    }

    [Fact]
    public void Dropout_repeats_with_the_seed_and_spares_the_reference()
    {
        List<double> Losses(double dropout, long seed)
        {
            var (model, data) = Text();
            using var adapters = Given.Lora.WithDropout(dropout).Attach(model, seed);
            return [.. Train(model, data, new Trained.Placed(adapters)).Select(s => s.Metrics["loss"])];
        }

        var (first, again, other, none) = (Losses(0.5, 1), Losses(0.5, 1), Losses(0.5, 2), Losses(0, 1));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first, none);
        Assert.Equal(Math.Log(2), first[0], 5);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void Recomputed_layers_train_to_the_same_bits_and_live_tensors_stay_as_many(double dropout)
    {
        List<double> Losses(Activations activations, out long grown)
        {
            var (model, data) = Text();
            model.Activations = activations;
            using var adapters = Given.Lora.WithDropout(dropout).Attach(model, 1);
            var alive = new List<long>();
            var told = new Told<PreferenceStep>();
            Run.Train(model, new Trained.Placed(adapters), data, new Both(told, alive));
            grown = alive[^1] - alive[1];
            return [.. told.Reports.Select(s => s.Metrics["loss"])];
        }

        Assert.Equal(Losses(Activations.Kept, out _), Losses(Activations.Recomputed, out var grown));
        Assert.Equal(0, grown);
    }

    [Fact]
    public void Weights_that_small_updates_do_not_change_are_not_optimised()
    {
        var (model, data) = Text(ScalarType.BFloat16);
        Assert.Contains("expected float32 parameters, got BFloat16",
            Assert.Throws<NotSupportedException>(() => Train(model, data, Trained.Whole)).Message, StringComparison.Ordinal);
        using var adapters = Given.Lora.Attach(model, 1);
        var told = new Told<PreferenceStep>();
        var longer = Run with { Objective = Dpo, Optimization = Given.Optimization with { Epochs = 10 } };
        longer.Train(model, new Trained.Placed(adapters), data, told);
        Assert.True(told.Reports[^1].Metrics["loss"] < 0.6, string.Join(" ", told.Reports.Select(t => t.Metrics["loss"])));
    }

    private static (CausalLm Model, PreferenceData Data) Text(ScalarType type = ScalarType.Float32)
    {
        manual_seed(2);
        var model = new CausalLm(Given.Config.Decoder, new Initial.Normal(0.3), Placement.Cpu.With(type));
        return (model, PreferenceData.From(model, Given.Encoded, Media.None));
    }

    private static List<PreferenceStep> Train(CausalLm model, PreferenceData data, Trained trained)
    {
        var told = new Told<PreferenceStep>();
        Run.Train(model, trained, data, told);
        return told.Reports;
    }

    private sealed class Both(Told<PreferenceStep> told, List<long> alive) : IProgress<PreferenceStep>
    {
        public void Report(PreferenceStep value)
        {
            told.Report(value);
            alive.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }
    }
}
