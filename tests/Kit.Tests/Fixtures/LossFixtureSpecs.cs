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
        var objective = Coverage.Compose(one)!;
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
        var (one, objective) = (Coverage.Case(name), Coverage.Compose(Coverage.Case(name))!);
        var metrics = objective.Apply(one.Evidence).Metrics;
        Grid Reward(Slot slot) => Interpreter.Apply(objective.Reward(slot), one.Evidence);
        var (chosen, rejected) = (Reward(Slot.Chosen).Values, Reward(Slot.Rejected).Values);
        Near.Check(chosen.Average(), metrics["rewards/chosen"]);
        Near.Check(rejected.Average(), metrics["rewards/rejected"]);
        Near.Check(chosen.Zip(rejected, (w, l) => w - l).Average(), metrics["rewards/margins"]);
        Near.Check(chosen.Zip(rejected, (w, l) => w > l ? 1.0 : 0).Average(), metrics["rewards/accuracies"]);
    }

    [Fact]
    public void Every_method_is_composed() =>
        Assert.Empty(LossCase.All.Where(one => Coverage.Compose(one) is null).Select(one => one.Method).Distinct());

    [Fact]
    public void The_folder_has_cases() => Assert.NotEmpty(Coverage.Names);
}
