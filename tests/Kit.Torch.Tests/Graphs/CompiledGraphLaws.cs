using Kit.Expressions;
using Kit.Tests;
using Kit.Tests.Expressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Graphs;

/// <summary>Every operation of the language, compiled, against its managed meaning.</summary>
public sealed class CompiledGraphLaws
{
    /// <summary>A minus before a negative number: LibTorch 1.13 reads <c>-(-0.5) * x</c> as 0.</summary>
    [Fact]
    public void Minus_a_negative_product_is_positive()
    {
        using var scope = NewDisposeScope();
        var x = new Quantity("x", Per.Batch, Flow.Differentiable).At(Slot.None);
        var half = new Expr.Zip(new Binary.Multiply(), Expr.From(-0.5), x.ToExpr());
        Expr[] outputs =
        [
            Minus(half), Minus(half / (1 + x.ToExpr())), 2 - Minus(Minus(x.ToExpr())), x.ToExpr() / -4,
        ];
        using var graph = CompiledGraph.From([.. outputs.Select((output, k) => ($"out {k}", output))]);
        var actual = graph.Apply(new Dictionary<Evidence, Tensor> { [x] = tensor(3.0) });
        Assert.Equal([1.5, 0.375, -1, -0.75], actual.Select(one => one.item<double>()));

        static Expr Minus(Expr y) => new Expr.Map(new Unary.Negate(), y);
    }

    [Fact]
    public void Any_expression_and_its_gradient_have_their_managed_values() =>
        Law.HoldsForFew(Sample.Token, Sample.Scalar, Given.Batch, (token, scalar, batch) =>
        {
            using var scope = NewDisposeScope();
            var chosen = Quantity.PolicyLogp.At(Slot.Chosen);
            Expr[] outputs =
            [
                token + 0 * Sample.Logp(Slot.Chosen), scalar, Gradient.Apply(scalar, chosen), scalar.IsPositive(),
                scalar.IsNegative(), scalar.Detach(), scalar.Expand(Axes.PerPair), scalar.Expand(chosen.Axes),
                Expr.From(2),
            ];
            using var graph = CompiledGraph.From([.. outputs.Select((output, k) => ($"out {k}", output))]);
            var evidence = Tensors.Leaves(batch.Evidence);
            var actual = graph.Apply(evidence);
            var expected = Interpreter.Apply(outputs, batch.Evidence);
            if (actual[1].requires_grad) actual[1].backward();
            return expected.Zip(actual).All(pair => Near.Holds(pair.First, Tensors.ToGrid(pair.Second)))
                && Near.Holds(expected[2], Tensors.ToGrid(evidence[chosen].grad ?? zeros_like(evidence[chosen])));
        });
}
