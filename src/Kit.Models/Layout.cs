using Kit.Models.Decoder;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Rows as tensors: shared prefix once, branches side by side behind it.</summary>
/// <remarks>Token t sees token l when l ≤ t and l is shared or of t's own branch. Branch tokens take the rotary
/// positions that they would have alone, on every axis, so the result is that of separate sequences. A scored token is
/// predicted by its predecessor: the previous token of its branch, or the last shared token.</remarks>
/// <param name="Ids">Token ids, 0 at the places of visual tokens, [N, L], int64.</param>
/// <param name="Visual">Flat indices into [N·L] of the places of visual tokens, [M], int64.</param>
/// <param name="Positions">Rotary positions, [A, N, L], int64.</param>
/// <param name="Order">Place of every token in its own sequence, [N, L], int64.</param>
/// <param name="Owner">0 shared, j + 1 for branch j, −1 padding: [N, L], int64.</param>
/// <param name="Predictors">Flat indices into [N·L] of the states that predict scored tokens, [S], int64.</param>
/// <param name="Targets">The scored tokens, [S], int64.</param>
/// <param name="Lines">Where the scored tokens of each line (row-major over rows and their branches) lie in
/// [S].</param>
/// <param name="Longest">Tokens of the longest sequence that shares its prefix with another, 0 without one.</param>
public sealed record Layout(
    Tensor Ids, Tensor Visual, Tensor Positions, Tensor Order, Tensor Owner, Tensor Predictors, Tensor Targets,
    IReadOnlyList<Range> Lines, int Longest)
{
    /// <summary>Lays rows out on a device.</summary>
    /// <exception cref="ArgumentException">A branch has no scored token; the row and branch are named. Or the rows'
    /// prompts differ in their number of axes.</exception>
    public static Layout From(IReadOnlyList<Row> rows, Device device)
    {
        var plan = new LayoutPlan(rows);
        long[] grid = [rows.Count, plan.Length];
        return new Layout(
            tensor(plan.Ids, grid, device: device),
            tensor(plan.Visual.ToArray(), device: device),
            tensor(plan.Positions, [plan.Axes, .. grid], device: device),
            tensor(plan.Order, grid, device: device),
            tensor(plan.Owner, grid, device: device),
            tensor(plan.Predictors.ToArray(), device: device),
            tensor(plan.Targets.ToArray(), device: device),
            plan.Lines,
            plan.Longest);
    }

    /// <summary>0 where a token may look, −10⁹ where not: [N, 1, L, L].</summary>
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

    internal Positions ToPositions(ScalarType dtype) => new(Positions, Mask(dtype), Order, null);

    /// <summary>Visual tokens [M, D] put in their places among embedded text [N, L, D].</summary>
    internal Tensor Place(Tensor visual, Tensor text)
    {
        if (visual.shape[0] != Visual.shape[0])
            throw new ArgumentException(
                $"visual tokens: expected [M, D] with M = {Visual.shape[0]} places in the layout, "
                + $"got M = {visual.shape[0]}. Expand the placeholders of the clips that the features come from.");
        if (visual.shape[0] == 0) return text;
        return text.flatten(0, 1).index_copy(0, Visual, visual.to(text.dtype)).view(text.shape);
    }

    /// <summary>Refuses what cannot be exact: a shared prefix whose angles depend on the length of each
    /// answer.</summary>
    internal void CheckLength(Rotary rotary)
    {
        if (Positions.shape[0] != rotary.Axes)
            throw new ArgumentException(
                $"positions: expected [A, N, L] with A = {rotary.Axes}, got A = {Positions.shape[0]}. "
                + "Make the prompts with the model that reads them.");
        if (Longest > rotary.Scaling.Fixed)
            throw new NotSupportedException(
                $"Dynamic RoPE: expected at most {rotary.Scaling.Fixed} tokens where answers share a prefix, got "
                + $"{Longest}. Give every row one branch, or shorten the prompt.");
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Ids.shape[0]} rows of {Ids.shape[1]} tokens, {Targets.shape[0]} scored");
}
