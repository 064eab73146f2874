using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What a user reads when a call fails.</summary>
public sealed class ErrorSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static string Failure(Func<object> call) => Assert.Throws<ExternalException>(() => { call(); }).Message;

    [Fact]
    public void A_failed_operator_names_itself_and_the_shapes_it_got() => Assert.Equal(
        "aten::matmul: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5) " +
        "Arguments: (float32[2, 3], float32[4, 5]).",
        Failure(() => ones(2, 3).matmul(ones(4, 5))));

    [Fact]
    public void Every_kind_of_argument_is_shown()
    {
        Assert.EndsWith("Arguments: ([float32[2], int64[3, 1]], 1).",
            Failure(() => cat([ones(2), ones(3, 1, int64)], 1)), StringComparison.Ordinal);
        Assert.EndsWith("Arguments: (float32[6], [4, 2]).", Failure(() => ones(6).reshape(4, 2)),
            StringComparison.Ordinal);
        Assert.EndsWith("Arguments: (\"ij,jk->ik\", [float32[2, 3], float32[4, 5]]).",
            Failure(() => einsum("ij,jk->ik", ones(2, 3), ones(4, 5))), StringComparison.Ordinal);
        Assert.EndsWith("Arguments: (float32[2, 3], [4], none, none, 1E-05).",
            Failure(() => nn.functional.layer_norm(ones(2, 3), [4])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_tensor_is_refused_before_the_call()
    {
        var x = ones(2);
        x.Dispose();
        Assert.Equal("Tensor: expected a live tensor, got a disposed or absent one.",
            Assert.Throws<InvalidOperationException>(() => x.exp()).Message);
    }

    [Fact]
    public void Messages_are_the_same_in_every_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
        Assert.Contains("(float32[2], 0.5", Failure(() => ones(2).leaky(0.5)), StringComparison.Ordinal);
        Thread.CurrentThread.CurrentCulture = before;
    }

    [Fact]
    public void A_failure_on_one_thread_does_not_reach_another()
    {
        Parallel.For(0, 64, i =>
        {
            using var own = NewDisposeScope();
            long n = (i % 7) + 2;
            Assert.Contains($"float32[{n}, 3]", Failure(() => ones(n, 3).matmul(ones(4, 5))), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_operator_that_this_LibTorch_lacks_is_named()
    {
        var missing = new Op("no_such_operator", "Tensor");
        Assert.False(missing.Exists);
        Assert.StartsWith("aten::no_such_operator.Tensor: LibTorch 1",
            Assert.Throws<MissingMethodException>(() => missing.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_operator_in_use_exists_unless_it_came_with_a_later_version()
    {
        var missing = typeof(Aten).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => field.GetValue(null)).OfType<Op>().Where(op => !op.Exists).Select(op => op.Name);
        Assert.Empty(missing.Except(["aten::scaled_dot_product_attention"]));
    }

    [Fact]
    public void Long_lists_of_tensors_do_not_fit_on_the_stack_and_need_not()
    {
        Tensor[] many = [.. Enumerable.Range(0, 1000).Select(i => full(1, i))];
        Assert.Equal(499500, cat(many).sum().item<long>());
    }
}

internal static class Bad
{
    /// <summary>A call with one number too many.</summary>
    public static Tensor leaky(this Tensor x, double slope) => Aten.leaky_relu.Run(x, slope, slope);
}
