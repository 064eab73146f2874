using Kit.Torch.Layers;

namespace Kit.Models;

/// <summary>The index arithmetic of <see cref="Layout"/>, in managed arrays.</summary>
internal sealed class LayoutPlan
{
    private int next;

    public LayoutPlan(IReadOnlyList<Row> rows)
    {
        Length = rows.Sum(r => r.Prompt.Ids.Count + r.Branches.Sum(b => b.Ids.Count));
        Axes = rows[0].Prompt.Positions.Count;
        Longest = rows.Where(r => r.Branches.Count > 1)
            .Select(r => r.Prompt.Next + r.Branches.Max(b => b.Ids.Count)).DefaultIfEmpty(0).Max();
        Ids = new long[Length];
        Positions = new long[Axes * Length];
        for (var n = 0; n < rows.Count; n++) Trees.Add(Place(rows[n], n));
        (Asked, Reads) = Distinct([.. Predictors]);
    }

    public int Length { get; }

    public int Axes { get; }

    public int Longest { get; }

    public long[] Ids { get; }

    public long[] Positions { get; }

    public List<Tree> Trees { get; } = [];

    public List<long> Visual { get; } = [];

    public List<long> Predictors { get; } = [];

    public List<long> Targets { get; } = [];

    public List<Range> Lines { get; } = [];

    /// <summary>The predictors, each once and in order.</summary>
    public long[] Asked { get; }

    /// <summary>Which of <see cref="Asked"/> every predictor is.</summary>
    public long[] Reads { get; }

    private Tree Place(Row row, int n)
    {
        if (row.Prompt.Positions.Count != Axes)
            throw new ArgumentException(
                $"Row {n}: expected {Axes} positions a token as in row 0, got {row.Prompt.Positions.Count}. "
                + "Make all prompts of a batch with one model.");
        var root = PlacePrompt(row.Prompt);
        Sequence<Passage> branches =
            [.. row.Branches.Select((branch, j) => PlaceBranch(row.Prompt, branch, (n, j), root))];
        var last = row.Branches.Any(b => b.From == 0) ? Math.Min(1, root.Length) : 0;
        return new Tree(new Passage(root, new Extent(root.End - last, last)), branches);
    }

    private Extent PlacePrompt(Prompt prompt)
    {
        var start = next;
        for (var t = 0; t < prompt.Ids.Count; t++)
        {
            for (var a = 0; a < Axes; a++) Positions[a * Length + next] = prompt.Positions[a][t];
            Ids[next++] = prompt.Ids[t];
        }

        foreach (var t in prompt.Visual)
        {
            Ids[start + t] = 0;
            Visual.Add(start + t);
        }

        return Extent.Between(start, next);
    }

    private Passage PlaceBranch(Prompt prompt, Branch branch, (int Row, int Index) at, Extent root)
    {
        Check(prompt, branch, at);
        var (start, first) = (next, Targets.Count);
        for (var i = 0; i < branch.Ids.Count; i++)
        {
            for (var a = 0; a < Axes; a++) Positions[a * Length + next] = prompt.Next + i;
            Ids[next++] = branch.Ids[i];
            if (i < branch.From) continue;
            Predictors.Add((i > 0 ? start + i : root.End) - 1);
            Targets.Add(branch.Ids[i]);
        }

        Lines.Add(first..Targets.Count);
        return new Passage(
            Extent.Between(start, next), Extent.Between(start + Math.Max(0, branch.From - 1), next - 1));
    }

    private static void Check(Prompt prompt, Branch branch, (int Row, int Index) at)
    {
        if (branch.From >= branch.Ids.Count)
            throw new ArgumentException(
                $"Row {at.Row}, branch {at.Index}: expected at least one scored token, got {branch.Ids.Count} tokens "
                + $"scored from {branch.From}. Drop the sample or lengthen its answer.");
        if (prompt.Ids.Count == 0 && branch.From == 0)
            throw new ArgumentException($"Row {at.Row}: expected a prompt or a clip before the answer, got neither.");
    }

    private static (long[] Asked, long[] Reads) Distinct(long[] places)
    {
        long[] asked = [.. places.Distinct().Order()];
        return (asked, [.. places.Select(p => (long)Array.BinarySearch(asked, p))]);
    }
}
