using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Rows as tensors: shared prefix once, branches side by side behind it.</summary>
/// <remarks>Token t sees token l when l ≤ t and l is shared or of t's own branch. Branch tokens take the rotary
/// positions
/// that they would have alone, so the result is that of separate sequences. A scored token is predicted by its
/// predecessor: the previous token of its branch, or the last shared token.</remarks>
/// <param name="Ids">Text tokens, [N, T], int64.</param>
/// <param name="Positions">Rotary positions with the V visual tokens in front, [N, V + T], int64.</param>
/// <param name="Owner">0 shared, j + 1 for branch j, −1 padding: [N, V + T], int64.</param>
/// <param name="Predictors">Flat indices into [N·(V + T)] of the states that predict scored tokens, [S], int64.</param>
/// <param name="Targets">The scored tokens, [S], int64.</param>
/// <param name="Lines">Where the scored tokens of each line (row-major over rows and their branches) lie in
/// [S].</param>
public sealed record Layout(
    Tensor Ids, Tensor Positions, Tensor Owner, Tensor Predictors, Tensor Targets, IReadOnlyList<Range> Lines)
{
    /// <summary>Lays rows out behind <paramref name="visual"/> visual tokens each, on a device.</summary>
    /// <exception cref="ArgumentException">A branch has no scored token; the row and branch are named.</exception>
    public static Layout From(IReadOnlyList<Row> rows, int visual, Device device)
    {
        var plan = new LayoutPlan(rows, visual);
        Tensor Grid(long[] values, long width) => tensor(values, [rows.Count, width], device: device);
        return new Layout(
            Grid(plan.Ids, plan.Text),
            Grid(plan.Positions, visual + plan.Text),
            Grid(plan.Owner, visual + plan.Text),
            tensor(plan.Predictors.ToArray(), device: device),
            tensor(plan.Targets.ToArray(), device: device),
            plan.Lines);
    }

    /// <summary>0 where a token may look, −10⁹ where not: [N, 1, L, L], L = V + T.</summary>
    public Tensor Mask(ScalarType dtype)
    {
        var length = Owner.shape[1];
        var order = arange(length, dtype: ScalarType.Int64, device: Owner.device);
        var earlier = order.unsqueeze(0) <= order.unsqueeze(1);                              // [L, L], l ≤ t
        var looked = Owner.unsqueeze(1);                                                     // [N, 1, L]
        var visible = (looked == 0).logical_or((looked == Owner.unsqueeze(2)).logical_and(looked >= 0));
        var self = order.unsqueeze(0) == order.unsqueeze(1);                                 // padding sees itself
        var open = visible.logical_and(earlier).logical_or(self);                            // [N, L, L]
        return zeros_like(open, dtype: dtype).masked_fill(open.logical_not(), -1e9).unsqueeze(1);
    }
}
