namespace Kit.Models;

/// <summary>The index arithmetic of <see cref="Layout"/>, in managed arrays.</summary>
internal sealed class LayoutPlan
{
    private readonly int rows;

    public LayoutPlan(IReadOnlyList<Row> rows)
    {
        this.rows = rows.Count;
        Length = rows.Max(r => r.Prompt.Ids.Count + r.Branches.Sum(b => b.Ids.Count));
        Axes = rows[0].Prompt.Positions.Count;
        Longest = rows.Where(r => r.Branches.Count > 1)
            .Select(r => r.Prompt.Next + r.Branches.Max(b => b.Ids.Count)).DefaultIfEmpty(0).Max();
        Ids = new long[rows.Count * Length];
        Positions = new long[Axes * rows.Count * Length];
        Order = new long[rows.Count * Length];
        Owner = new long[rows.Count * Length];
        Array.Fill(Owner, -1);
        for (var n = 0; n < rows.Count; n++) Place(rows[n], n);
    }

    public int Length { get; }

    public int Axes { get; }

    public int Longest { get; }

    public long[] Ids { get; }

    public long[] Positions { get; }

    public long[] Order { get; }

    public long[] Owner { get; }

    public List<long> Visual { get; } = [];

    public List<long> Predictors { get; } = [];

    public List<long> Targets { get; } = [];

    public List<Range> Lines { get; } = [];

    private void Place(Row row, int n)
    {
        if (row.Prompt.Positions.Count != Axes)
            throw new ArgumentException(
                $"Row {n}: expected {Axes} positions a token as in row 0, got {row.Prompt.Positions.Count}. "
                + "Make all prompts of a batch with one model.");
        PlacePrompt(row.Prompt, n);
        var start = row.Prompt.Ids.Count;
        for (var j = 0; j < row.Branches.Count; start += row.Branches[j++].Ids.Count)
            PlaceBranch(row.Prompt, row.Branches[j], (n, j), start);
    }

    private void PlacePrompt(Prompt prompt, int n)
    {
        for (var t = 0; t < prompt.Ids.Count; t++)
        {
            Put(n, t, prompt.Ids[t], order: t, owner: 0);
            for (var a = 0; a < Axes; a++) Positions[At(a, n, t)] = prompt.Positions[a][t];
        }

        foreach (var t in prompt.Visual)
        {
            Ids[n * Length + t] = 0;
            Visual.Add((long)n * Length + t);
        }
    }

    private void PlaceBranch(Prompt prompt, Branch branch, (int Row, int Index) at, int start)
    {
        if (branch.From >= branch.Ids.Count)
            throw new ArgumentException(
                $"Row {at.Row}, branch {at.Index}: expected at least one scored token, got {branch.Ids.Count} tokens "
                + $"scored from {branch.From}. Drop the sample or lengthen its answer.");
        var shared = prompt.Ids.Count;
        if (shared == 0 && branch.From == 0)
            throw new ArgumentException($"Row {at.Row}: expected a prompt or a clip before the answer, got neither.");
        var first = Targets.Count;
        for (var i = 0; i < branch.Ids.Count; i++)
        {
            Put(at.Row, start + i, branch.Ids[i], order: shared + i, owner: at.Index + 1);
            for (var a = 0; a < Axes; a++) Positions[At(a, at.Row, start + i)] = prompt.Next + i;
            if (i < branch.From) continue;
            Predictors.Add((long)at.Row * Length + (i > 0 ? start + i : shared) - 1);
            Targets.Add(branch.Ids[i]);
        }

        Lines.Add(first..Targets.Count);
    }

    private void Put(int n, int t, int id, int order, int owner)
    {
        Ids[n * Length + t] = id;
        Order[n * Length + t] = order;
        Owner[n * Length + t] = owner;
    }

    private int At(int axis, int n, int t) => (axis * rows + n) * Length + t;
}
