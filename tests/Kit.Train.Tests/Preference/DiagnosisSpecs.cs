using Kit.Train.Preference;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>A number that is not finite stops the run before the weights move, and says where it comes from.</summary>
public sealed class DiagnosisSpecs
{
    private const string Layer = "model.layers.1.mlp.up_proj";

    private static readonly PreferenceRun Run = new(Dpo, Given.Optimization, Seed: 1);

    [Theory]
    [InlineData(float.NaN, $"First not finite: the weight {Layer}.weight.")]
    [InlineData(1e38f, $"First not finite: what {Layer} gives.")]
    public void A_broken_layer_is_named(float weight, string place)
    {
        var message = Failure(Run, text => text.Model.named_parameters().Single(p => p.name == $"{Layer}.weight").parameter.fill_(weight));
        Assert.StartsWith("Step 1, terms/preference: expected a finite value, got NaN. Pairs: pair ", message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
    }

    /// <summary>√x at 0: the loss is finite, its slope is not.</summary>
    [Fact]
    public void A_gradient_that_alone_is_not_finite_is_named()
    {
        using var text = new TextRun(Given.Lora);
        var logp = Expressions.Quantity.PolicyLogp.At(Expressions.Slot.Chosen).ToExpr();
        var mask = Expressions.Quantity.Mask.At(Expressions.Slot.Chosen).ToExpr();
        var steep = Term("steep", (mask * (logp - logp.Detach())).SumTokens().Power(0.5).MeanPairs());
        var message = Assert.Throws<ArithmeticException>(() => text.Train(Run with { Objective = Dpo + steep })).Message;
        Assert.Contains("grad_norm: expected a finite value", message, StringComparison.Ordinal);
        Assert.Contains("First not finite: the gradient of model.layers.0.self_attn.q_proj.lora_", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_one_clip_that_is_broken_is_named_by_its_pairs()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var data = Given.Data(model);
        using var adapters = Given.Lora.Attach(model.Language, 1);
        using var loop = PreferenceLoop.From(
            Run with { Optimization = Given.Optimization with { BatchSize = Given.Pairs } }, model.Language, new Trained.Placed(adapters), data);
        using (no_grad()) ((Media.Clips)data.Media).Shelf.Features![6].fill_(float.PositiveInfinity);
        var message = Assert.Throws<ArithmeticException>(() => loop.Step(loop.Start)).Message;
        Assert.Contains("Pairs: pair 6. First not finite: the visual tokens.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Held_out_pairs_are_watched_too()
    {
        using var text = new TextRun(Given.Lora);
        var held = text.HeldOut;
        using (no_grad()) held.Reference.LogProbability[0].fill_(float.NaN);
        var message = Assert.Throws<ArithmeticException>(() => text.Train(Run.With(new Evaluation(held, Every: 2)))).Message;
        Assert.StartsWith("Step 1, eval/terms/preference: expected a finite value, got NaN. Pairs: pair 7.", message, StringComparison.Ordinal);
    }

    private static string Failure(PreferenceRun run, Action<TextRun> harm)
    {
        using var text = new TextRun(Given.Lora);
        using var loop = text.Loop(run);
        var state = loop.Step(loop.Start).State;
        var before = text.Weights();
        using (no_grad()) harm(text);
        var message = Assert.Throws<ArithmeticException>(() => loop.Step(state)).Message;
        Assert.Equal(before, text.Weights());
        return message;
    }
}
