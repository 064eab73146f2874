namespace Kit.Torch.Layers;

/// <summary>Which tokens of a packed sequence look at which, block by block: the index arithmetic of
/// <see cref="TreeAttention"/>.</summary>
/// <remarks>Passages that follow one another gather in a block while they are short, so that many short sequences cost
/// few operators; a long one has a block of its own, which needs no mask.</remarks>
public sealed class AttentionPlan
{
    /// <summary>Tokens that short passages may gather to.</summary>
    private const long Gathered = 128;

    private readonly List<(Tree Tree, Passage Passage)> open = [];
    private readonly List<AttentionBlock> blocks = [];
    private readonly long most;
    private long asked;

    private AttentionPlan(IReadOnlyList<Tree> trees, long reach)
    {
        Reach = trees.Max(t => t.Longest) > reach ? reach : long.MaxValue;
        most = Reach == long.MaxValue ? Gathered : 0;
        foreach (var tree in trees)
            foreach (var passage in tree.Branches.Prepend(tree.Root)) Take(tree, passage);
        Close();
    }

    /// <summary>Asked tokens, the queries.</summary>
    public long Queries => asked;

    /// <summary>A token sees another that stands less than this before it; the largest number where that hides
    /// nothing.</summary>
    internal long Reach { get; }

    internal IReadOnlyList<AttentionBlock> Blocks => blocks;

    /// <summary>Plans the attention of packed trees.</summary>
    /// <param name="trees">End to end.</param>
    /// <param name="reach">A sliding window's size, tokens, the token itself among them; unbounded without one.</param>
    public static AttentionPlan From(IReadOnlyList<Tree> trees, long reach = long.MaxValue) => new(trees, reach);

    private void Take(Tree tree, Passage passage)
    {
        if (passage.Tokens.Length == 0) return;
        if (open.Count > 0 && !Fits(tree, passage)) Close();
        open.Add((tree, passage));
    }

    /// <summary>Whether a passage may join the open block: its root must stand in the block, or be what the block
    /// shares.</summary>
    private bool Fits(Tree tree, Passage passage) =>
        passage.Tokens.End - open[0].Passage.Tokens.Start <= most
        && (SharedBy(open[0]).Length == 0 || ReferenceEquals(tree, open[0].Tree));

    private static Extent SharedBy((Tree Tree, Passage Passage) one) =>
        ReferenceEquals(one.Passage, one.Tree.Root) ? Extent.None : one.Tree.Root.Tokens;

    private void Close()
    {
        var count = open.Sum(o => o.Passage.Asked.Length);
        if (count > 0) blocks.Add(Block(new Extent(asked, count)));
        asked += count;
        open.Clear();
    }

    private AttentionBlock Block(Extent queries)
    {
        var last = open.Last(o => o.Passage.Asked.Length > 0);
        var own = Extent.Between(open[0].Passage.Tokens.Start, last.Passage.Asked.End);
        return new AttentionBlock(
            queries, SharedBy(open[0]), own, ReferenceEquals(last.Passage, open[0].Passage) ? null : Hidden(own));
    }

    private Sequence<bool> Hidden(Extent own)
    {
        var hidden = new List<bool>();
        foreach (var (tree, passage) in open)
            for (var i = passage.Asked.Start; i < passage.Asked.End; i++)
                for (var j = own.Start; j < own.End; j++)
                    hidden.Add(j > i || (!Within(passage, j) && !Within(tree.Root, j)));
        return Sequence.From(hidden.AsEnumerable());
    }

    private static bool Within(Passage passage, long place) =>
        place >= passage.Tokens.Start && place < passage.Tokens.End;
}
