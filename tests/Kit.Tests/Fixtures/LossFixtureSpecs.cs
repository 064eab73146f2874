using Kit.Expressions;
using static Kit.Papers;

namespace Kit.Tests.Fixtures;

/// <summary>The managed value and the symbolic gradients against published implementations, 1e-9.</summary>
public sealed class LossFixtureSpecs
{
    public static TheoryData<string> Names => Coverage.Names;

    [Theory, MemberData(nameof(Names))]
    public void Losses_loss_rewards_and_gradients_are_the_published_ones(string name)
    {
        var one = Coverage.Case(name);
        var objective = Coverage.Compose(one);
        var evidence = one.Evidence;
        var outcome = objective.Apply(evidence);
        Near.Check(one.Loss, outcome.Loss);
        Near.Check(one.Losses.Values, outcome.Losses);
        Near.Check(one.ChosenRewards, Interpreter.Apply(Coverage.Reward(one, objective, Slot.Chosen), evidence));
        Near.Check(one.RejectedRewards, Interpreter.Apply(Coverage.Reward(one, objective, Slot.Rejected), evidence));
        Near.Check(0, one.GradientError(what => Interpreter.Apply(objective.Credit(what), evidence)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Metrics_are_means_of_the_rewards(string name)
    {
        var (one, objective) = (Coverage.Case(name), Coverage.Compose(Coverage.Case(name)));
        var metrics = objective.Apply(one.Evidence).Metrics;
        Grid Reward(Slot slot) => Interpreter.Apply(objective.Reward(slot), one.Evidence);
        var (chosen, rejected) = (Reward(Slot.Chosen).Values, Reward(Slot.Rejected).Values);
        Near.Check(chosen.Average(), metrics["rewards/chosen"]);
        Near.Check(rejected.Average(), metrics["rewards/rejected"]);
        Near.Check(chosen.Zip(rejected, (w, l) => w - l).Average(), metrics["rewards/margins"]);
        Near.Check(chosen.Zip(rejected, (w, l) => w > l ? 1.0 : 0).Average(), metrics["rewards/accuracies"]);
    }

    /// <summary>A folder with a method of its own must not pass by leaving it out.</summary>
    [Theory]
    [InlineData("""{ "method": "sigmoyd", "beta": 0.1 }""", "sigmoid")]
    [InlineData("""{ "method": "cpo_tanh", "beta": 0.1 }""", "ipo")]
    [InlineData("""{ "method": "sigmoid", "bta": 0.1, "sftAlfa": 1 }""", "sftAlfa")]
    [InlineData("""{ "method": "tdpo2", "beta": 0.1 }""", "hyper.alpha")]
    public void An_unknown_method_or_hyper_parameter_fails(string hyper, string told)
    {
        var one = new LossCase(System.Text.Json.Nodes.JsonNode.Parse($$"""{ "name": "x", "hyper": {{hyper}} }""")!);
        var error = Assert.ThrowsAny<Exception>(() => Coverage.Compose(one));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    /// <summary>The reductions that the file states in words are those of the objectives.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Reductions_are_the_stated_ones(string name)
    {
        var one = Coverage.Case(name);
        if (one.Hypers.GetValueOrDefault("reduction") is string reduction) Assert.Equal(
            reduction == "sum" ? TokenSum : reduction == "mean over response tokens" ? LengthNorm : null,
            Coverage.Compose(one).Preference.Score.Over);
        if (one.Hypers.GetValueOrDefault("sftReduction") is string sft)
            Assert.Equal("mean over all chosen tokens of the batch", sft);
    }

    [Fact]
    public void The_folder_has_cases() => Assert.NotEmpty(Coverage.Names);
}
