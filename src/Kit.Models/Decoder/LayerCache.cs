using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>Keys and values of the tokens that one layer has seen, [N, K, L, d], in memory that is taken
/// once.</summary>
/// <param name="capacity">Most tokens a row.</param>
internal sealed class LayerCache(int capacity)
{
    private Tensor? keys;
    private Tensor? values;
    private long length;

    /// <summary>Writes [N, K, T, d] behind what is there and returns everything so far, views of [N, K, L + T, d].
    /// </summary>
    public (Tensor Keys, Tensor Values) Append(Tensor k, Tensor v)
    {
        keys ??= Room(k);
        values ??= Room(v);
        keys.narrow(2, length, k.shape[2]).copy_(k);
        values.narrow(2, length, v.shape[2]).copy_(v);
        length += k.shape[2];
        return (keys.narrow(2, 0, length), values.narrow(2, 0, length));
    }

    /// <summary>Rows anew: one prefix becomes the prefix of each of its questions.</summary>
    public void Repeat(Tensor rows)
    {
        keys = Rows(keys, rows);
        values = Rows(values, rows);
    }

    /// <summary>Outlives the layer's scope.</summary>
    private Tensor Room(Tensor next) =>
        empty([next.shape[0], next.shape[1], capacity, next.shape[3]], dtype: next.dtype, device: next.device)
            .MoveToOuterDisposeScope();

    private static Tensor? Rows(Tensor? past, Tensor rows)
    {
        var repeated = past?.index_select(0, rows);
        past?.Dispose();
        return repeated;
    }
}
