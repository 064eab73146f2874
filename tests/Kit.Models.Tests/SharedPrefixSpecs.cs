using static TorchSharp.torch;

namespace Kit.Models.Tests;

/// <summary>Branches behind one prefix give what separate sequences give: states and gradients.</summary>
public sealed class SharedPrefixSpecs
{
    private const int Visual = 8;
    private static readonly Prompt Shared = Prompt.After(Visual, [5, 6, 7]);
    private static readonly int[] Short = [8, 9], Long = [10, 11, 12, 13, 2];

    [Fact]
    public void Branches_equal_separate_sequences()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var features = Given.Features(model, 1);
        var together = States(model, features, [new Row(Shared, [new Branch(Short), new Branch(Long)])]);
        var apart = cat([
            States(model, features, [new Row(Shared, [new Branch(Short)])]),
            States(model, features, [new Row(Shared, [new Branch(Long)])])]);
        Near(apart, together);
    }

    [Fact]
    public void Gradients_are_those_of_separate_sequences()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var features = Given.Features(model, 1);
        var together = Gradient(model, features, [new Row(Shared, [new Branch(Short), new Branch(Long)])]);
        var left = Gradient(model, features, [new Row(Shared, [new Branch(Short)])]);
        var right = Gradient(model, features, [new Row(Shared, [new Branch(Long)])]);
        Near(left + right, together);
    }

    [Fact]
    public void No_token_sees_a_later_one()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var features = Given.Features(model, 1);
        int[] changed = [.. Long[..3], 4, 4];
        var before = States(model, features, [new Row(Shared, [new Branch(Long)])]);
        var after = States(model, features, [new Row(Shared, [new Branch(changed)])]);
        Near(before.narrow(0, 0, 4), after.narrow(0, 0, 4));                               // they predict tokens 0 … 3
        Assert.False(before.narrow(0, 4, 1).allclose(after.narrow(0, 4, 1), 1e-3, 1e-3));
        var shorter = States(model, features, [new Row(Prompt.After(Visual, [5, 6]), [new Branch([7, .. Long], From: 1)])]);
        Near(before, shorter);
    }

    [Fact]
    public void Padding_and_the_order_of_rows_are_invisible()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var features = Given.Features(model, 2);
        Row small = new(Prompt.After(Visual, [5]), [new Branch(Short)]), large = new(Shared, [new Branch(Long), new Branch(Long)]);
        var alone = States(model, features.narrow(0, 1, 1), [small]);
        var batch = States(model, features, [large, small]);
        Near(alone, batch.narrow(0, 10, 2));
        var swapped = States(model, features.flip(0), [small, large]);
        Near(alone, swapped.narrow(0, 0, 2));
    }

    [Fact]
    public void Only_tokens_from_the_answer_on_are_scored()
    {
        var layout = Layout.From([new Row(Prompt.After(3, []), [new Branch([5, 6, 8, 9], From: 2)])], CPU);
        Assert.Equal([8L, 9L], layout.Targets.data<long>().ToArray());
        Assert.Equal([4L, 5L], layout.Predictors.data<long>().ToArray());
        Assert.Equal([0L, 1, 2, 3, 4, 5, 6], layout.Positions.data<long>().ToArray());
    }

    [Fact]
    public void An_answer_without_scored_tokens_is_refused_by_place()
    {
        var error = Assert.Throws<ArgumentException>(
            () => Layout.From([new Row(Shared, [new Branch(Short), new Branch([4], From: 1)])], CPU));
        Assert.Equal("Row 0, branch 1: expected at least one scored token, got 1 tokens scored from 1. "
            + "Drop the sample or lengthen its answer.", error.Message);
    }

    private static Tensor States(VideoLm model, Tensor features, Row[] rows)
    {
        using var still = no_grad();
        return model.call(features, Layout.From(rows, CPU));
    }

    private static Tensor Gradient(VideoLm model, Tensor features, Row[] rows)
    {
        var input = features.detach().clone().requires_grad_();
        var layout = Layout.From(rows, CPU);
        model.Head.Apply(model.call(input, layout), layout.Targets).LogProbability.sum().backward();
        return input.grad!;
    }

    private static void Near(Tensor expected, Tensor got) =>
        Assert.True((expected - got).abs().max().item<float>() < 1e-5);
}
