using System.Runtime.InteropServices;

namespace Kit.Data.Tokens.Bpe;

/// <summary>Symbols in a doubly linked list over their first places: merging two costs nothing but their links.
/// </summary>
internal sealed class Chain
{
    private const int Gone = -2;

    private readonly Symbol[] symbols;
    private readonly int[] before;
    private readonly int[] after;

    public Chain(List<Symbol> from)
    {
        symbols = CollectionsMarshal.AsSpan(from).ToArray();
        before = [.. Enumerable.Range(-1, symbols.Length)];
        after = [.. Enumerable.Range(1, symbols.Length)];
        after[^1] = -1;
    }

    public Symbol this[int place] => symbols[place];

    public int Before(int place) => before[place];

    public int After(int place) => after[place];

    /// <summary>Whether both symbols still stand side by side as they were.</summary>
    public bool Holds(MergeTable.Candidate candidate) => after[candidate.Left] == candidate.Right
        && symbols[candidate.Left].Id == candidate.LeftId && symbols[candidate.Right].Id == candidate.RightId;

    /// <summary>Puts the merged symbol at the left one's place, which is returned.</summary>
    public int Merge(MergeTable.Candidate candidate)
    {
        var (left, right) = (candidate.Left, candidate.Right);
        symbols[left] = new(candidate.Merged, symbols[left].Start, symbols[right].End);
        after[left] = after[right];
        if (after[left] >= 0) before[after[left]] = left;
        after[right] = Gone;
        return left;
    }

    public List<Symbol> ToList()
    {
        var list = new List<Symbol>();
        for (var place = 0; place >= 0; place = after[place]) list.Add(symbols[place]);
        return list;
    }
}
