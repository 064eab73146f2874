namespace Kit.Models;

/// <summary>The index arithmetic of <see cref="Layout"/>, in managed arrays.</summary>
internal sealed class LayoutPlan
{
    private readonly int visual;

    public LayoutPlan(IReadOnlyList<Row> rows, int visual)
    {
        this.visual = visual;
        Text = rows.Max(r => r.Prompt.Count + r.Branches.Sum(b => b.Ids.Count));
        Ids = new long[rows.Count * Text];
        Positions = new long[rows.Count * Length];
        Owner = new long[rows.Count * Length];
        Array.Fill(Owner, -1);
        for (var n = 0; n < rows.Count; n++) Place(rows[n], n);
    }

    public int Text { get; }

    public long[] Ids { get; }

    public long[] Positions { get; }

    public long[] Owner { get; }

    public List<long> Predictors { get; } = [];

    public List<long> Targets { get; } = [];

    public List<Range> Lines { get; } = [];

    private int Length => visual + Text;

    private void Place(Row row, int n)
    {
        for (var t = 0; t < visual; t++) Put(n, t, position: t, owner: 0);
        for (var t = 0; t < row.Prompt.Count; t++) PutToken(n, t, row.Prompt[t], position: visual + t, owner: 0);
        var start = row.Prompt.Count;
        for (var j = 0; j < row.Branches.Count; start += row.Branches[j++].Ids.Count)
            PlaceBranch(row.Branches[j], (n, j), start, shared: row.Prompt.Count);
    }

    private void PlaceBranch(Branch branch, (int Row, int Index) at, int start, int shared)
    {
        if (branch.From >= branch.Ids.Count)
            throw new ArgumentException(
                $"Row {at.Row}, branch {at.Index}: expected at least one scored token, got {branch.Ids.Count} tokens "
                + $"scored from {branch.From}. Drop the sample or lengthen its answer.");
        if (visual + shared == 0 && branch.From == 0)
            throw new ArgumentException($"Row {at.Row}: expected a prompt or a clip before the answer, got neither.");
        var first = Targets.Count;
        for (var i = 0; i < branch.Ids.Count; i++)
        {
            PutToken(at.Row, start + i, branch.Ids[i], position: visual + shared + i, owner: at.Index + 1);
            if (i < branch.From) continue;
            var predictor = i > 0 ? visual + start + i - 1 : visual + shared - 1;
            Predictors.Add((long)at.Row * Length + predictor);
            Targets.Add(branch.Ids[i]);
        }

        Lines.Add(first..Targets.Count);
    }

    private void PutToken(int n, int t, int id, int position, int owner)
    {
        Ids[n * Text + t] = id;
        Put(n, visual + t, position, owner);
    }

    private void Put(int n, int t, int position, int owner)
    {
        Positions[n * Length + t] = position;
        Owner[n * Length + t] = owner;
    }
}
