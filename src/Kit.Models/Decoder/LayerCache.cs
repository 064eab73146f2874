using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>Keys and values of the tokens that one layer has seen, [N, K, L, d]; grows by appending.</summary>
internal sealed class LayerCache
{
    private Tensor? keys;
    private Tensor? values;

    /// <summary>Appends [N, K, T, d] and returns everything so far, [N, K, L + T, d].</summary>
    public (Tensor Keys, Tensor Values) Append(Tensor k, Tensor v)
    {
        keys = Grow(keys, k);
        values = Grow(values, v);
        return (keys, values);
    }

    /// <summary>Every row repeated: one clip's prefix becomes the prefix of each of its questions.</summary>
    public void Repeat(Tensor rows)
    {
        keys = keys!.index_select(0, rows);
        values = values!.index_select(0, rows);
    }

    /// <summary>Moves the cache out of the current dispose scope into another.</summary>
    public void Keep(DisposeScope scope)
    {
        keys = keys!.MoveToOtherDisposeScope(scope);
        values = values!.MoveToOtherDisposeScope(scope);
    }

    private static Tensor Grow(Tensor? past, Tensor next) => past is null ? next : cat([past, next], dim: 2);
}
