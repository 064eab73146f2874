using static TorchSharp.torch;
using Evidences = System.Collections.Generic.IReadOnlyDictionary<Kit.Expressions.Evidence, TorchSharp.torch.Tensor>;

namespace Kit.Train.Preference;

/// <summary>Evidence of several pieces as that of one batch, and back.</summary>
internal static class Joint
{
    /// <summary>Rows end to end; answers of all pieces as wide as the widest, padding 0, whose mask is 0. What has no
    /// rows is the same in all pieces.</summary>
    public static Evidences From(IReadOnlyList<Evidences> parts) => parts.Count == 1 ? parts[0]
        : parts[0].Keys.ToDictionary(one => one, one => Rows([.. parts.Select(p => p[one])]));

    /// <summary>The rows and columns of one piece in evidence of the whole.</summary>
    public static Evidences Part(Evidences whole, IReadOnlyList<Evidences> parts, int piece) =>
        whole.ToDictionary(e => e.Key, e => Part(
            e.Value, parts.Take(piece).Sum(p => p[e.Key].shape[0]), parts[piece][e.Key].shape));

    private static Tensor Part(Tensor whole, long start, long[] shape)
    {
        var rows = whole.narrow(0, start, shape[0]);
        return shape.Length == 1 ? rows : rows.narrow(1, 0, shape[1]);
    }

    private static Tensor Rows(Tensor[] parts)
    {
        if (parts[0].dim() < 2) return parts[0].dim() == 0 ? parts[0] : cat(parts);
        var width = parts.Max(p => p.shape[1]);
        return cat([.. parts.Select(p => nn.functional.pad(p, [0, width - p.shape[1]]))]);
    }
}
