using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace TorchSharp.Tests;

/// <summary>Differentiable operations written by hand.</summary>
public sealed class FunctionSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Tensor Leaf(params double[] values) => tensor(values).requires_grad_();

    [Fact]
    public void The_gradient_is_what_backward_returns()
    {
        Tensor x = Leaf(1, 2), y = Leaf(3, 4);
        var z = Product.apply(x, 2.0, y);
        Assert.Equal([6, 16], z.data<double>().ToArray());
        (z * tensor(new[] { 1.0, 10 })).sum().backward();
        Assert.Equal([6, 80], x.grad!.data<double>().ToArray());
        Assert.Equal([2, 40], y.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Backward_is_differentiable_itself()
    {
        var x = Leaf(3);
        var first = autograd.grad([Product.apply(x, 1.0, x)], [x], create_graph: true)[0];
        Assert.Equal(6, first.item<double>());
        Assert.Equal(2, autograd.grad([first], [x])[0].item<double>());
    }

    [Fact]
    public void Nothing_is_recorded_where_no_gradient_is_asked_for()
    {
        var x = Leaf(3);
        using (no_grad()) Assert.False(Product.apply(x, 1.0, x).requires_grad);
        Assert.False(Product.apply(tensor(new[] { 1.0 }), 1.0, tensor(new[] { 1.0 })).requires_grad);
    }

    [Fact]
    public void Several_outputs_get_their_gradients_and_missing_ones_are_zeros()
    {
        var x = Leaf(5);
        var outputs = Both.apply(x);
        outputs[1].backward();
        Assert.Equal([3], x.grad!.data<double>().ToArray());
        x.grad = null;
        (outputs[0] + outputs[1]).backward(retain_graph: true, grad_tensors: null);
    }

    [Fact]
    public void An_output_can_be_marked_constant()
    {
        var outputs = WithIndex.apply(Leaf(1, 5, 2));
        Assert.True(outputs[0].requires_grad);
        Assert.False(outputs[1].requires_grad);
        outputs[0].backward();
    }

    [Fact]
    public void An_input_returned_as_it_is_becomes_another_tensor_of_the_graph()
    {
        var x = Leaf(2);
        var y = Passed.apply(x * 1);
        y.backward();
        Assert.Equal([7], x.grad!.data<double>().ToArray());
    }

    [Fact]
    public void An_exception_in_backward_arrives_as_it_was_thrown()
    {
        var x = Leaf(1);
        var thrown = Assert.Throws<FormatException>(() => Thrower.apply(x).sum().backward());
        Assert.Equal("from backward", thrown.Message);
        Assert.Contains(nameof(Thrower), thrown.StackTrace, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Thrower.apply(x).sum().backward());
    }

    [Fact]
    public void A_wrong_number_of_gradients_is_named()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => TooFew.apply(Leaf(1), Leaf(2)).backward());
        Assert.Equal(
            "TooFew: expected backward to return 2 gradients, one for each argument of forward, got 1. " +
            "Return null for an argument that is no tensor.", refused.Message);
    }

    [Fact]
    public void A_gradient_for_an_argument_that_is_no_tensor_is_refused() => Assert.Equal(
        "TooMany: expected no gradient for argument 1, which is no tensor, got float64[1].",
        Assert.Throws<InvalidOperationException>(() => TooMany.apply(Leaf(1), 2.0).backward()).Message);

    [Fact]
    public void Saved_tensors_are_gone_after_backward_unless_the_graph_is_kept()
    {
        var x = Leaf(3);
        var y = Product.apply(x, 1.0, x);
        y.backward(retain_graph: true, grad_tensors: null);
        y.backward();
        var refused = Assert.Throws<ExternalException>(() => y.backward());
        Assert.Contains("retain_graph", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_tensor_changed_in_place_is_noticed()
    {
        Tensor x = Leaf(3), middle = x * 1;
        var y = Product.apply(middle, 1.0, middle);
        using (no_grad()) middle.add_(1.0);
        Assert.Contains("modified by an inplace operation",
            Assert.Throws<ExternalException>(() => y.backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_context_dies_with_the_graph()
    {
        var witness = Build();
        for (int i = 0; i < 50 && witness.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(witness.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Build()
        {
            using var inner = NewDisposeScope();
            var marker = new object();
            _ = Keeper.apply(Leaf(1), marker);
            return new WeakReference(marker);
        }
    }

    private sealed class Product : SingleTensorFunction<Product>
    {
        public override string Name => nameof(Product);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[0], (Tensor)vars[2]]);
            ctx.save_data("scale", vars[1]);
            return (Tensor)vars[0] * (Tensor)vars[2] * (double)vars[1];
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
        {
            var saved = ctx.get_saved_variables();
            double scale = (double)ctx.get_data("scale");
            return [grad_output * saved[1] * scale, null!, grad_output * saved[0] * scale];
        }
    }

    private sealed class Both : MultiTensorFunction<Both>
    {
        public override string Name => nameof(Both);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars) =>
            [(Tensor)vars[0] * 2, (Tensor)vars[0] * 3];

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs) =>
            [(grad_outputs[0] * 2) + (grad_outputs[1] * 3)];
    }

    private sealed class WithIndex : MultiTensorFunction<WithIndex>
    {
        public override string Name => nameof(WithIndex);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            var (value, index) = ((Tensor)vars[0]).max(0);
            ctx.set_materialize_grads(false);
            ctx.mark_non_differentiable([index]);
            return [value, index];
        }

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
        {
            Assert.False(ctx.MaterializeGrads);
            Assert.True(grad_outputs[1].IsInvalid);
            return [tensor(new[] { 0.0, 1, 0 }) * grad_outputs[0]];
        }
    }

    private sealed class Passed : SingleTensorFunction<Passed>
    {
        public override string Name => nameof(Passed);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => (Tensor)vars[0];

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output * 7];
    }

    private sealed class Thrower : SingleTensorFunction<Thrower>
    {
        public override string Name => nameof(Thrower);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * 2;

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) =>
            throw new FormatException("from backward");
    }

    private sealed class TooFew : SingleTensorFunction<TooFew>
    {
        public override string Name => nameof(TooFew);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * (Tensor)vars[1];

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    private sealed class TooMany : SingleTensorFunction<TooMany>
    {
        public override string Name => nameof(TooMany);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * (double)vars[1];

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output, grad_output];
    }

    private sealed class Keeper : SingleTensorFunction<Keeper>
    {
        public override string Name => nameof(Keeper);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("marker", vars[1]);
            return (Tensor)vars[0] * 2;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output * 2, null!];
    }
}
