using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Index expressions against loops over managed arrays.</summary>
[Covers("get_Item", "set_Item", "index_put_")]
public sealed class IndexingSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Nd Source => Nd.Of([2, 3, 4], i => (100 * i[0]) + (10 * i[1]) + i[2]);

    private static Tensor X => Source.ToTensor();

    [Fact]
    public void Numbers_drop_axes_and_count_from_the_end_when_negative()
    {
        Same(Nd.Of([3, 4], i => Source[1, i[0], i[1]]), X[1]);
        Same(Nd.Of([4], i => Source[1, 2, i[0]]), X[-1, -1]);
        Same(Nd.Scalar(123), X[1, 2, 3]);
        Same(Nd.Scalar(12), X[new long[] { 0, 1, 2 }]);
        Same(Nd.Scalar(5), ones(1, 1, 1, 1)[0, 0, 0, 0] + 4);
        Same(Nd.Scalar(1), ones([1, 1, 1, 1, 1])[0, 0, 0, 0, 0]);
        Same(Nd.Scalar(1), ones([1, 1, 1, 1, 1, 1])[0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void Ranges_keep_axes()
    {
        Same(Nd.Of([2, 2, 4], i => Source[i[0], i[1] + 1, i[2]]), X[.., 1..]);
        Same(Nd.Of([2, 4], i => Source[i[0], 2, i[1]]), X[.., ^1]);
        Same(Nd.Of([2, 3, 2], i => Source[i[0], i[1], i[2] + 1]), X[.., .., 1..^1]);
        Same(Nd.Of([1, 3, 4], i => Source[1, i[1], i[2]]), X[^1..]);
        Assert.Equal([0, 3, 4], X[^0..].shape);
        Same(Nd.Of([2, 2, 4], i => Source[i[0], i[1], i[2]]), X[TensorIndex.Colon, (0, 2)]);
        Same(Nd.Of([2, 3, 2], i => Source[i[0], i[1], 1 + (2 * i[2])]), X[.., .., TensorIndex.Slice(1, null, 2)]);
    }

    [Fact]
    public void An_ellipsis_stands_for_the_axes_that_are_not_named()
    {
        Same(Nd.Of([2, 3], i => Source[i[0], i[1], 3]), X[TensorIndex.Ellipsis, 3]);
        Same(Nd.Of([3], i => Source[1, i[0], 3]), X[1, TensorIndex.Ellipsis, 3]);
        Same(Source, X[TensorIndex.Ellipsis]);
    }

    [Fact]
    public void None_makes_an_axis()
    {
        Assert.Equal([1, 2, 3, 4], X[TensorIndex.None].shape);
        Assert.Equal([2, 1, 4], X[.., TensorIndex.Null, 1].shape);
        Assert.Equal([2, 3, 4, 1], X[TensorIndex.Ellipsis, TensorIndex.None].shape);
    }

    [Fact]
    public void Index_tensors_gather_and_are_paired_with_each_other()
    {
        var rows = tensor(new long[] { 1, 0, 1 });
        var columns = tensor(new long[] { 2, 0, -1 });
        int[] r = [1, 0, 1], c = [2, 0, 2];
        Same(Nd.Of([3, 3, 4], i => Source[r[i[0]], i[1], i[2]]), X[rows]);
        Same(Nd.Of([3, 4], i => Source[r[i[0]], c[i[0]], i[1]]), X[rows, columns]);
        Same(Nd.Of([2, 3, 4], i => Source[i[0], c[i[1]], i[2]]), X[.., TensorIndex.Tensor(columns)]);
        Same(Nd.Of([3, 2], i => Source[r[i[0]], c[i[0]], i[1] + 1]),
            X[TensorIndex.Tensor(rows), TensorIndex.Tensor(columns), 1..3]);
        Same(Nd.Of([3, 4], i => Source[1, i[0], i[1]]), X[TensorIndex.Tensor(tensor(1L))]);
        Same(Nd.Of([2, 3], i => Source[i[0], c[i[1]], 3]), X[.., TensorIndex.Tensor(columns), 3]);
    }

    [Fact]
    public void Masks_select_and_may_span_axes()
    {
        var mask = X > 100;
        Same(Nd.Vector([.. Source.Data.Where(v => v > 100)]), X[mask]);
        var plane = tensor(new[,] { { true, false, true }, { false, false, true } });
        Same(new Nd([3, 4], [0, 1, 2, 3, 20, 21, 22, 23, 120, 121, 122, 123]), X[plane]);
        Same(new Nd([3, 2], [1, 2, 21, 22, 121, 122]), X[TensorIndex.Tensor(plane), 1..3]);
        Same(Nd.Vector(3, 21, 123), X[TensorIndex.Tensor(plane), TensorIndex.Tensor(tensor(new long[] { 3, 1, 3 }))]);
        Assert.Equal([1, 2, 3, 4], X[TensorIndex.Bool(true)].shape);
        Assert.Equal([0, 2, 3, 4], X[TensorIndex.Bool(false)].shape);
    }

    [Fact]
    public void Assignment_writes_what_reading_would_return()
    {
        var x = X;
        x[0] = -1.0;
        x[1, 2] = tensor(new[] { 7.0, 8, 9, 10 });
        x[.., 1, TensorIndex.Slice(0, null, 2)] = 5;
        x[1, TensorIndex.Ellipsis, 3] = zeros(3, float64);
        Same(Nd.Of([2, 3, 4], i =>
            i[0] == 1 && i[2] == 3 ? 0
            : i[1] == 1 && i[2] % 2 == 0 ? 5
            : i[0] == 1 && i[1] == 2 ? 7 + i[2]
            : i[0] == 0 ? -1 : Source[i]), x);
    }

    [Fact]
    public void Assignment_through_index_tensors_and_masks_writes_in_place()
    {
        var x = X;
        x[x > 100] = 0.0;
        Same(Source.Map(v => v > 100 ? 0 : v), x);
        var y = zeros(4, float64);
        y[tensor(new long[] { 3, 1 })] = tensor(new[] { 5.0, 6 });
        Same(Nd.Vector(0, 6, 0, 5), y);
        y[new long[] { 0 }] = 9.0;
        Same(Nd.Vector(9, 6, 0, 5), y);
    }

    [Fact]
    public void Index_put_may_accumulate()
    {
        var twice = tensor(new long[] { 1, 1, 0 });
        var ones = torch.ones(3, float64);
        Same(Nd.Vector(1, 2, 0), zeros(3, float64).index_put_(ones, [twice], true));
        Same(Nd.Vector(1, 1, 0), zeros(3, float64).index_put_(ones, [twice], false));
        Same(Nd.Vector(1, 2, 0), zeros(3, float64).index_put_(ones, [TensorIndex.Tensor(twice)], true));
        Same(Nd.Vector(2, 2, 1),
            torch.ones(3, float64).index_put_(torch.ones(2, float64), [TensorIndex.Slice(0, 2)], true));
        Same(Nd.Vector(0, 4, 4), zeros(3, float64).index_put_((Scalar)4.0, [TensorIndex.Slice(1)]));
        Same(Nd.Vector(4, 4, 0), zeros(3, float64).index_put_((Scalar)4.0, [twice]));
        Same(Nd.Vector(0, 3, 3), zeros(3, float64).index_put_(tensor(3.0), [TensorIndex.Slice(1)]));
        Same(Nd.Vector(3, 3, 0), zeros(3, float64).index_put_(tensor(3.0), [twice]));
    }

    [Fact]
    public void Every_rank_of_number_index_can_be_assigned()
    {
        for (int rank = 1; rank <= 6; rank++)
        {
            var x = zeros([.. Enumerable.Repeat(2L, rank)], float64);
            _ = rank switch
            {
                1 => x[1] = 3,
                2 => x[1, 1] = 3,
                3 => x[1, 1, 1] = 3,
                4 => x[1, 1, 1, 1] = 3,
                5 => x[1, 1, 1, 1, 1] = 3,
                _ => x[1, 1, 1, 1, 1, 1] = 3,
            };
            Assert.Equal(3, x.sum().item<double>());
            Assert.Equal(3, x.data<double>().ToArray()[^1]);
        }
    }

    [Fact]
    public void Gradients_flow_through_reading_and_writing()
    {
        var x = X.requires_grad_();
        (x[1, .., 2] * 3).sum().backward();
        Same(Nd.Of([2, 3, 4], i => i[0] == 1 && i[2] == 2 ? 3 : 0), x.grad!);
        var v = ones(2, float64).requires_grad_();
        var y = zeros(3, float64);
        y[1..] = v * 2;
        (y * tensor(new[] { 1.0, 10, 100 })).sum().backward();
        Same(Nd.Vector(20, 200), v.grad!);
    }

    [Fact]
    public void A_step_backwards_or_an_index_out_of_range_is_refused()
    {
        Assert.Contains("select", Assert.ThrowsAny<Exception>(() => X[5]).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => X[TensorIndex.Slice(null, null, -1)]);
    }

    private static void Same(Nd expected, Tensor found)
    {
        Assert.Equal(expected.Shape.Select(size => (long)size), found.shape);
        Assert.Equal(expected.Data, Nd.From(found).Data);
    }
}
