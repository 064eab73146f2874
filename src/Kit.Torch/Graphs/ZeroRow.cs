using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>A row of zeros, kept from call to call so that asking for it launches nothing.</summary>
/// <remarks>Never written to, and replaced as a whole by a longer one: threads may share it, so the shorter ones stay
/// until the end.</remarks>
internal sealed class ZeroRow : IDisposable
{
    private readonly ConcurrentBag<Tensor> rows = [];
    private volatile Tensor? longest;

    /// <summary>[T] zeros beside [B, T], of its type, on its device.</summary>
    public Tensor Like(Tensor tokens)
    {
        var size = tokens.size(1);
        var row = longest is { } known && Serves(known, tokens, size) ? known : longest = From(tokens, size);
        return row.size(0) == size ? row : row.narrow(0, 0, size);
    }

    private static bool Serves(Tensor row, Tensor tokens, long size) => row.size(0) >= size
        && row.dtype == tokens.dtype
        && row.device_type == tokens.device_type && row.device_index == tokens.device_index;

    private Tensor From(Tensor tokens, long size)
    {
        var row = zeros([size], dtype: tokens.dtype, device: tokens.device).DetachFromDisposeScope();
        rows.Add(row);
        return row;
    }

    public void Dispose()
    {
        foreach (var row in rows) row.Dispose();
    }
}
