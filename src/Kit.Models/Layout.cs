using Kit.Models.Decoder;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Rows as tensors, packed end to end without padding: each a shared prefix, once, and the branches behind it.
/// </summary>
/// <remarks>Token t sees token l when l ≤ t, both are of one row, and l is shared or of t's own branch. Branch tokens
/// take the rotary positions that they would have alone, on every axis, so the result is that of separate sequences. A
/// scored token is predicted by its predecessor: the previous token of its branch, or the last shared token.</remarks>
/// <param name="Ids">Token ids of all L tokens, 0 at the places of visual tokens, [1, L], int64.</param>
/// <param name="Visual">Places of visual tokens, [M], int64.</param>
/// <param name="Positions">Rotary positions, [A, 1, L], int64.</param>
/// <param name="Trees">Where each row's prefix and branches stand, and which of their states are read.</param>
/// <param name="Asked">Places of the states that predict scored tokens, each once and ascending, [U], int64.</param>
/// <param name="Reads">Which of those predicts each scored token, [S], int64.</param>
/// <param name="Targets">The scored tokens, [S], int64.</param>
/// <param name="Lines">Where the scored tokens of each line (row-major over rows and their branches) lie in
/// [S].</param>
/// <param name="Longest">Tokens of the longest sequence that shares its prefix with another, 0 without one.</param>
public sealed record Layout(
    Tensor Ids, Tensor Visual, Tensor Positions, Sequence<Tree> Trees, Tensor Asked, Tensor Reads, Tensor Targets,
    IReadOnlyList<Range> Lines, int Longest)
{
    /// <summary>Places of the states that predict scored tokens, [S], int64.</summary>
    public Tensor Predictors => Asked.index_select(0, Reads);

    /// <summary>Lays rows out on a device.</summary>
    /// <exception cref="ArgumentException">A branch has no scored token; the row and branch are named. Or the rows'
    /// prompts differ in their number of axes.</exception>
    public static Layout From(IReadOnlyList<Row> rows, Device device)
    {
        var plan = new LayoutPlan(rows);
        return new Layout(
            tensor(plan.Ids, [1, plan.Length], device: device),
            tensor(plan.Visual.ToArray(), device: device),
            tensor(plan.Positions, [plan.Axes, 1, plan.Length], device: device),
            [.. plan.Trees],
            tensor(plan.Asked, device: device),
            tensor(plan.Reads, device: device),
            tensor(plan.Targets.ToArray(), device: device),
            plan.Lines,
            plan.Longest);
    }

    /// <summary>A pass that leaves the states of <see cref="Asked"/> alone, [1, U, D].</summary>
    internal Positions ToScored() => new Positions.Packed(Positions, Trees, Asked);

    /// <summary>A pass that leaves the state of every token, [1, L, D].</summary>
    internal Positions ToWhole() => new Positions.Packed(Positions, Trees, null);

    /// <summary>Visual tokens [M, D] put in their places among embedded text [1, L, D].</summary>
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
}
