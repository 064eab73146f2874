using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

[Covers(
    "backward", "get_grad", "set_grad", "get_requires_grad", "set_requires_grad", "requires_grad_",
    "with_requires_grad",
    "get_is_leaf", "retain_grad", "no_grad", "enable_grad", "set_grad_enabled", "inference_mode", "is_grad_enabled",
    "is_inference_mode_enabled", "set_")]
public sealed class AutogradSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Tensor Leaf(params double[] values) => tensor(values).requires_grad_();

    private static double[] Values(Tensor? tensor) => tensor!.data<double>().ToArray();

    [Fact]
    public void A_gradient_is_null_until_backward_and_then_adds_up()
    {
        var x = Leaf(1, 2);
        Assert.Null(x.grad);
        (x * x).sum().backward();
        (x * x).sum().backward();
        Assert.Equal([4, 8], Values(x.grad));
        x.grad = tensor(new[] { 1.0, 1 });
        Assert.Equal([1, 1], Values(x.grad));
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Each_reading_of_a_gradient_is_a_new_handle_to_the_same_values()
    {
        var x = Leaf(1, 2);
        x.sum().backward();
        using (var gradient = x.grad!) gradient.mul_(3);
        Assert.Equal([3, 3], Values(x.grad));
    }

    [Fact]
    public void Backward_takes_output_gradients_and_may_keep_the_graph()
    {
        var x = Leaf(1, 2);
        var y = x * x;
        y.backward([tensor(new[] { 1.0, 10 })], retain_graph: true);
        Assert.Equal([2, 40], Values(x.grad));
        autograd.backward(y, tensor(new[] { 1.0, 0 }));
        Assert.Equal([4, 40], Values(x.grad));
        var again = Assert.Throws<ExternalException>(() => y.backward([tensor(new[] { 1.0, 1 })]));
        Assert.Contains("second time", again.Message, StringComparison.Ordinal);
        Assert.Throws<ExternalException>(() => Leaf(1, 2).exp().backward());
    }

    [Fact]
    public void Backward_can_stop_at_chosen_leaves()
    {
        Tensor x = Leaf(2), y = Leaf(3);
        (x * y).backward(inputs: [x]);
        Assert.Equal([3], Values(x.grad));
        Assert.Null(y.grad);
        autograd.backward([x * 2, y * 5]);
        Assert.Equal([5], Values(x.grad));
        Assert.Equal([5], Values(y.grad));
    }

    [Fact]
    public void Grad_returns_gradients_without_storing_them_and_to_any_order()
    {
        var x = Leaf(2);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x], create_graph: true)[0];
        var third = autograd.grad([second], [x])[0];
        Assert.Equal((12, 12, 6), (first.item<double>(), second.item<double>(), third.item<double>()));
        Assert.Null(x.grad);
    }

    [Fact]
    public void An_unused_input_is_an_error_unless_allowed_and_then_an_invalid_tensor()
    {
        Tensor x = Leaf(2), unused = Leaf(3);
        var refused = Assert.Throws<ExternalException>(() => autograd.grad([x * 2], [x, unused]));
        Assert.Contains("float64[1]", refused.Message, StringComparison.Ordinal);
        var found = autograd.grad([x * 2], [x, unused], allow_unused: true);
        Assert.Equal(2, found[0].item<double>());
        Assert.True(found[1].IsInvalid);
        var weighted = autograd.grad([x * 2], [x], grad_outputs: [tensor(new[] { 5.0 })]);
        Assert.Equal(10, weighted[0].item<double>());
    }

    [Fact]
    public void Modes_nest_and_are_restored()
    {
        Assert.True(is_grad_enabled());
        var x = Leaf(1);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad || is_grad_enabled());
            using (enable_grad()) Assert.True((x * 2).requires_grad);
            using (set_grad_enabled(true)) Assert.True(is_grad_enabled());
            Assert.False(is_grad_enabled());
        }
        using (enable_grad(false)) Assert.False(is_grad_enabled());
        Assert.True(is_grad_enabled());
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            using (inference_mode(false)) Assert.False(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }
        Assert.False(is_inference_mode_enabled());
    }

    [Fact]
    public void Leaves_detached_views_and_retained_gradients_are_told_apart()
    {
        var x = Leaf(1);
        var y = x * 2;
        Assert.True(x.is_leaf && !y.is_leaf && y.detach().is_leaf);
        y.retain_grad();
        (y * 3).backward();
        Assert.Equal([3], Values(y.grad));
        Assert.False(y.detach().requires_grad);
        x.requires_grad = false;
        Assert.False(x.requires_grad);
        Assert.True(x.with_requires_grad().requires_grad);
        Assert.Throws<ExternalException>(() => tensor(1).requires_grad_());
    }

    [Fact]
    public void In_place_changes_of_a_leaf_need_no_grad()
    {
        var x = Leaf(1);
        Assert.Throws<ExternalException>(() => x.add_(1.0));
        using (no_grad()) x.add_(1.0);
        Assert.Equal([2], Values(x));
        using (no_grad()) x.set_(tensor(new[] { 7.0, 8 }));
        Assert.Equal([7, 8], Values(x));
    }

    [Fact]
    public void Backward_from_another_thread_reaches_the_same_leaves()
    {
        var x = Leaf(3);
        var thread = new Thread(() => (x * x).backward());
        thread.Start();
        thread.Join();
        Assert.Equal([6], Values(x.grad));
    }
}
