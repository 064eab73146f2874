namespace Kit.Torch.Layers;

/// <summary>Tokens that follow one another in a packed sequence, and those among them whose states are
/// wanted.</summary>
/// <param name="Tokens">All of them.</param>
/// <param name="Asked">Of these; a layer whose output nothing else reads computes nothing for the others.</param>
public sealed record Passage(Extent Tokens, Extent Asked)
{
    /// <summary>A passage of which every state is wanted.</summary>
    public static Passage Whole(Extent tokens) => new(tokens, tokens);
}

/// <summary>Sequences that begin alike, packed: what they share, then what each goes on with.</summary>
/// <remarks>A token sees the tokens before it in its own passage, and all of the root; no branch sees another, nor
/// another tree.</remarks>
/// <param name="Root">The shared beginning; may be empty.</param>
/// <param name="Branches">Directly behind the root and one another.</param>
public sealed record Tree(Passage Root, Sequence<Passage> Branches)
{
    /// <summary>Every token of the tree.</summary>
    public Extent Tokens => Extent.Between(
        Root.Tokens.Start, Branches.Count == 0 ? Root.Tokens.End : Branches[^1].Tokens.End);

    /// <summary>Tokens of its longest sequence.</summary>
    public long Longest => Root.Tokens.Length + Branches.Select(b => b.Tokens.Length).DefaultIfEmpty(0).Max();

    /// <summary>The same tree with every state wanted.</summary>
    public Tree Whole() => new(
        Passage.Whole(Root.Tokens), [.. Branches.Select(b => Passage.Whole(b.Tokens))]);
}
