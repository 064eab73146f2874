using Kit.Expressions;
using Kit.Tests;
using Kit.Tests.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Graphs;

/// <summary>Compiled = managed = autograd = derived backward, in float64.</summary>
public sealed class CompiledObjectiveLaws
{
    public static TheoryData<string> Names => Coverage.Names;

    public static TheoryData<string> Catalogue => [.. Papers.Names];

    /// <summary>Every loss of the catalogue: compiled = managed, derived backward = autograd, in one pass or in
    /// two.</summary>
    [Theory, MemberData(nameof(Catalogue))]
    public void A_published_loss_and_its_backward_are_the_managed_ones(string name)
    {
        using var scope = NewDisposeScope();
        var objective = Papers.Named(name);
        using var compiled = CompiledObjective.From(objective);
        var drawn = Drawn.From(objective, 12).Evidence;
        var evidence = Tensors.Leaves(drawn);
        var appraisal = compiled.Appraise(evidence);
        var outcome = compiled.Apply(evidence);
        outcome.Loss.backward();
        var managed = objective.Apply(drawn);
        Near.Check(managed.Loss, outcome.Loss.item<double>());
        Near.Check(managed.Loss, appraisal.Outcome.Loss.item<double>());
        Near.Check(Grid.From(managed.Losses), Tensors.ToGrid(appraisal.Outcome.Losses));
        Assert.All(managed.Metrics, metric =>
            Near.Check(metric.Value, appraisal.Outcome.Metrics[metric.Key].item<double>()));
        Assert.Equal(compiled.Differentiable, appraisal.Credit.Keys);
        Assert.All(appraisal.Credit, credit =>
        {
            var expected = Interpreter.Apply(objective.Credit(credit.Key), drawn);
            Near.Check(expected, Tensors.ToGrid(credit.Value));
            Near.Check(expected, evidence[credit.Key].grad is { } grad ? Tensors.ToGrid(grad) : drawn[credit.Key].Map(_ => 0));
            Assert.False(credit.Value.requires_grad);
        });
    }

    [Fact]
    public void Tensors_explain_themselves_as_grids_do()
    {
        using var scope = NewDisposeScope();
        using var compiled = CompiledObjective.From(Papers.Rrpo);
        var batch = Batch.From(11, 2, 5, 4).Evidence;
        Assert.Equal(Papers.Rrpo.Explain(batch, 1), compiled.Explain(Tensors.Leaves(batch), 1));
    }

    [Fact]
    public void Compiled_values_metrics_and_gradients_are_the_managed_ones() =>
        Law.HoldsForFew(Given.Objective, Given.Batch, (objective, batch) =>
        {
            using var scope = NewDisposeScope();
            using var compiled = CompiledObjective.From(objective);
            var expected = objective.Apply(batch.Evidence);
            var evidence = Tensors.Leaves(batch.Evidence);
            var actual = compiled.Apply(evidence);
            actual.Loss.backward();
            var credit = compiled.Credit(evidence);
            return Near.Holds(expected.Loss, actual.Loss.item<double>())
                && Near.Holds(Grid.From(expected.Losses), Tensors.ToGrid(actual.Losses))
                && expected.Metrics.Count == actual.Metrics.Count
                && expected.Metrics.All(metric => Near.Holds(metric.Value, actual.Metrics[metric.Key].item<double>()))
                && objective.Differentiable.All(what =>
                    Near.Holds(Interpreter.Apply(objective.Credit(what), batch.Evidence), Tensors.ToGrid(credit[what]))
                    && Near.Holds(Tensors.ToGrid(credit[what]), Tensors.ToGrid(evidence[what].grad!)));
        });

    [Theory, MemberData(nameof(Names))]
    public void Published_numbers_come_out_of_the_compiled_graph(string name)
    {
        using var scope = NewDisposeScope();
        var one = Coverage.Case(name);
        using var compiled = CompiledObjective.From(Coverage.Compose(one)!);
        var evidence = Tensors.Leaves(one.Evidence);
        var outcome = compiled.Apply(evidence);
        outcome.Loss.backward();
        var credit = compiled.Credit(evidence);
        Near.Check(one.Loss, outcome.Loss.item<double>());
        Near.Check(one.Losses, Tensors.ToGrid(outcome.Losses));
        var managed = Coverage.Compose(one)!.Apply(one.Evidence);
        Near.Check(managed.Metrics["rewards/chosen"], outcome.Metrics["rewards/chosen"].item<double>());
        Near.Check(0, one.GradientError(what => Known(evidence[what].grad, one, what)));
        Near.Check(0, one.GradientError(what => Known(credit.GetValueOrDefault(what), one, what)));
    }

    /// <summary>TorchScript optimises after the second call, and again for other shapes: values must stay.</summary>
    [Fact]
    public void Calls_agree_however_often_and_with_whatever_sizes()
    {
        using var scope = NewDisposeScope();
        using var compiled = CompiledObjective.From(Papers.Rrpo);
        for (var call = 0; call < 12; call++)
        {
            var batch = Batch.From(call, 1 + call % 3, 1 + call % 4, 2 + call % 5);
            var evidence = Tensors.Leaves(batch.Evidence);
            var outcome = compiled.Apply(evidence);
            outcome.Loss.backward();
            Near.Check(Papers.Rrpo.Apply(batch.Evidence).Loss, outcome.Loss.item<double>());
            foreach (var what in compiled.Differentiable)
            {
                var credit = Interpreter.Apply(Papers.Rrpo.Credit(what), batch.Evidence);
                Near.Check(credit, Tensors.ToGrid(evidence[what].grad!));
            }
        }
    }

    /// <summary>The zeros that products are added to are kept from call to call: longer and shorter answers, another
    /// type, and the end of the scope in which they were made must not matter.</summary>
    [Fact]
    public void Credit_agrees_whatever_came_before()
    {
        using var compiled = CompiledObjective.From(Papers.SimPo);
        var chosen = Quantity.PolicyLogp.At(Slot.Chosen);
        var (wide, narrow) = (ScalarType.Float64, ScalarType.Float32);
        foreach (var (tokens, type) in new[] { (3, wide), (9, wide), (2, narrow), (2, wide), (9, wide) })
        {
            using var scope = NewDisposeScope();
            var batch = Batch.From(tokens, 2, tokens, 5).Evidence;
            var evidence = Tensors.From(batch).ToDictionary(one => one.Key, one => one.Value.to(type));
            var credit = compiled.Credit(evidence)[chosen];
            var expected = Interpreter.Apply(Papers.SimPo.Credit(chosen), batch);
            Assert.Equal(type, credit.dtype);
            if (type == wide) Near.Check(expected, Tensors.ToGrid(credit));
            else Assert.Equal(expected[0, 0], credit[0, 0].item<float>(), 6);
        }
    }

    [Fact]
    public void Metrics_and_credit_carry_no_gradient()
    {
        using var scope = NewDisposeScope();
        using var compiled = CompiledObjective.From(Papers.Rrpo);
        var evidence = Tensors.Leaves(Batch.From(5, 3, 4, 5).Evidence);
        var outcome = compiled.Apply(evidence);
        Assert.True(outcome.Loss.requires_grad && outcome.Losses.requires_grad);
        Assert.DoesNotContain(outcome.Metrics.Values, metric => metric.requires_grad);
        Assert.DoesNotContain(compiled.Credit(evidence).Values, credit => credit.requires_grad);
    }

    [Fact]
    public void Masks_may_be_bool_and_floats_may_be_single()
    {
        using var scope = NewDisposeScope();
        using var compiled = CompiledObjective.From(Papers.Rrpo);
        var batch = Batch.From(6, 3, 4, 5);
        var evidence = Tensors.From(batch.Evidence).ToDictionary(one => one.Key, one =>
            one.Key.Quantity == Quantity.Mask ? one.Value.to(ScalarType.Bool) : one.Value.to(ScalarType.Float32));
        var loss = compiled.Apply(evidence).Loss;
        Assert.Equal(ScalarType.Float32, loss.dtype);
        Assert.Equal(Papers.Rrpo.Apply(batch.Evidence).Loss, loss.item<float>(), 5);
    }

    /// <summary>What the loss does not read pulls nothing.</summary>
    private static Grid Known(Tensor? gradient, LossCase one, Evidence what) =>
        gradient is null ? one.Evidence[what].Map(_ => 0) : Tensors.ToGrid(gradient);
}
