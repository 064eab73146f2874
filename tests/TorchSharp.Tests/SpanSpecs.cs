using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Overloads that take spans, which no table of expressions can hold.</summary>
[Covers(
    "functional.pad(Tensor, ReadOnlySpan`1, PaddingModes, Double)", "Tensor.sum(ReadOnlySpan`1, Boolean, Nullable`1)",
    "torch.sum(Tensor, ReadOnlySpan`1, Boolean, Nullable`1)", "torch.cat(ReadOnlySpan`1, Int64)",
    "torch.concat(ReadOnlySpan`1, Int64)")]
public sealed class SpanSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Spans_mean_what_arrays_mean()
    {
        var x = Nd.Drawn(1, -2, 2, 2, 3, 4).ToTensor();
        ReadOnlySpan<long> dims = [0, 2];
        ReadOnlySpan<long> edges = [1, 2];
        ReadOnlySpan<Tensor> pair = [x, x];
        Assert.True(x.sum(dims).Equals(x.sum([0L, 2])));
        Assert.True(sum(x, dims, true).Equals(x.sum([0L, 2], true)));
        Assert.True(cat(pair, 1).Equals(cat(new[] { x, x }, 1)));
        Assert.True(concat(pair, 1).Equals(cat(new[] { x, x }, 1)));
        Assert.True(nn.functional.pad(x, edges).Equals(nn.functional.pad(x, [1L, 2])));
    }
}
