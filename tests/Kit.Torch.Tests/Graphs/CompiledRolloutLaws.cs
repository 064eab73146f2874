using Kit.Expressions;
using Kit.Tests;
using Kit.Tests.Fixtures;
using Kit.Tests.Reinforcement;
using Drawn = Kit.Tests.Reinforcement.Drawn;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Graphs;

/// <summary>Policy gradients and advantages: compiled = managed = autograd = derived backward, in float64.</summary>
public sealed class CompiledRolloutLaws
{
    public static TheoryData<string> Losses => RolloutCoverage.Losses;

    public static TheoryData<string> Estimates => RolloutCoverage.Estimates;

    [Theory, MemberData(nameof(Losses))]
    public void Published_losses_and_gradients_come_out_of_the_compiled_graph(string name)
    {
        using var scope = NewDisposeScope();
        var one = RolloutCoverage.Case(name);
        using var compiled = CompiledObjective.From(RolloutCoverage.Compose(one));
        var evidence = Tensors.Leaves(RolloutCoverage.Evidence(one));
        var outcome = compiled.Apply(evidence);
        outcome.Loss.backward();
        var credit = compiled.Credit(evidence);
        Near.Check(RolloutCoverage.Loss(one), outcome.Loss.item<double>());
        foreach (var (what, expected) in RolloutCoverage.Gradients(one))
        {
            Near.Check(expected, Tensors.ToGrid(evidence[what].grad!));
            Near.Check(expected, Tensors.ToGrid(credit[what]));
        }
    }

    [Theory, MemberData(nameof(Estimates))]
    public void Published_advantages_come_out_of_the_compiled_graph(string name)
    {
        using var scope = NewDisposeScope();
        var one = RolloutCoverage.Case(name);
        var estimate = RolloutCoverage.Estimate(one);
        using var graph = CompiledGraph.From([.. estimate.Outputs, ("kl", estimate.Divergence)]);
        var results = graph.Apply(Tensors.From(RolloutCoverage.Evidence(one)));
        string[] answers = ["advantages", "returns", "shapedRewards", "kl"];
        foreach (var (answer, tensor) in answers.Zip(results)) Near.Check(one.Expected(answer), Tensors.ToGrid(tensor));
    }

    [Fact]
    public void Compiled_values_metrics_and_gradients_are_the_managed_ones() =>
        Law.HoldsForFew(Drawn.Objective, Drawn.Rollouts, (objective, rollouts) =>
        {
            using var scope = NewDisposeScope();
            using var compiled = CompiledObjective.From(objective);
            var expected = objective.Apply(rollouts.Evidence);
            var evidence = Tensors.Leaves(rollouts.Evidence);
            var actual = compiled.Apply(evidence);
            actual.Loss.backward();
            var credit = compiled.Credit(evidence);
            return Near.Holds(expected.Loss, actual.Loss.item<double>())
                && Near.Holds(Grid.From(expected.Losses), Tensors.ToGrid(actual.Losses))
                && expected.Metrics.All(metric => Near.Holds(metric.Value, actual.Metrics[metric.Key].item<double>()))
                && !actual.Metrics.Values.Any(metric => metric.requires_grad)
                && objective.Differentiable.All(what =>
                    Near.Holds(rollouts.Value(objective.Credit(what)), Tensors.ToGrid(credit[what]))
                    && Near.Holds(Tensors.ToGrid(credit[what]), Tensors.ToGrid(evidence[what].grad!)));
        });

    [Fact]
    public void Compiled_advantages_are_the_managed_ones_and_carry_no_gradient() =>
        Law.HoldsForFew(Drawn.Estimate, Drawn.Rollouts, (estimate, rollouts) =>
        {
            using var scope = NewDisposeScope();
            using var graph = CompiledGraph.From(estimate.Outputs);
            var results = graph.Apply(Tensors.Leaves(rollouts.Evidence));
            return estimate.Outputs.Zip(results).All(pair => !pair.Second.requires_grad
                && Near.Holds(rollouts.Value(pair.First.Value), Tensors.ToGrid(pair.Second)));
        });

    /// <summary>What PPO does: advantages once a rollout, kept as evidence; then epochs over them.</summary>
    [Fact]
    public void Advantages_of_a_rollout_are_the_evidence_of_its_epochs()
    {
        using var scope = NewDisposeScope();
        var rollouts = Rollouts.From(7, 2, 3, 5);
        using var graph = CompiledGraph.From(Papers.VlmRlaifAdvantage.Outputs);
        using var compiled = CompiledObjective.From(Papers.VlmRlaif);
        var evidence = Tensors.Leaves(rollouts.Evidence);
        var results = graph.Apply(evidence);
        evidence[Quantity.TokenAdvantage.At(Slot.Response)] = results[0];
        evidence[Quantity.Return.At(Slot.Response)] = results[1];
        var kept = rollouts.With(Quantity.TokenAdvantage, rollouts.Value(Papers.VlmRlaifAdvantage.Advantages))
            .With(Quantity.Return, rollouts.Value(Papers.VlmRlaifAdvantage.Returns));
        Near.Check(Papers.VlmRlaif.Apply(kept.Evidence).Loss, compiled.Apply(evidence).Loss.item<double>());
    }
}
