namespace Kit.Pairs;

/// <summary>Ratcliff and Obershelp's matching: the longest shared run, then the same on both of its sides.</summary>
internal static class SharedRuns
{
    /// <summary>Shared runs in order, between an empty run at the start and one at the end of both.</summary>
    public static IReadOnlyList<SharedRun> Find(string[] left, string[] right)
    {
        var runs = new List<SharedRun>();
        var open = new Stack<(Range Left, Range Right)>([(0..left.Length, 0..right.Length)]);
        while (open.TryPop(out var sides))
        {
            var run = Longest(left, right, sides.Left, sides.Right);
            if (run.Length == 0) continue;
            runs.Add(run);
            open.Push((sides.Left.Start..run.Left, sides.Right.Start..run.Right));
            open.Push((run.LeftEnd..sides.Left.End, run.RightEnd..sides.Right.End));
        }

        return [new(0, 0, 0), .. runs.OrderBy(run => run.Left), new(left.Length, right.Length, 0)];
    }

    // The longest run inside two ranges; of equal ones the first in the left answer, then the first in the right.
    private static SharedRun Longest(string[] left, string[] right, Range inLeft, Range inRight)
    {
        var best = new SharedRun(inLeft.Start.Value, inRight.Start.Value, 0);
        var ending = new int[right.Length + 1];    // ending[j + 1]: length of the run that ends at (i, j)
        for (var i = inLeft.Start.Value; i < inLeft.End.Value; i++)
        {
            var row = new int[right.Length + 1];
            for (var j = inRight.Start.Value; j < inRight.End.Value; j++)
            {
                if (left[i] != right[j]) continue;
                var length = row[j + 1] = ending[j] + 1;
                if (length > best.Length) best = new(i - length + 1, j - length + 1, length);
            }

            ending = row;
        }

        return best;
    }
}
