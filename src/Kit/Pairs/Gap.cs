namespace Kit.Pairs;

/// <summary>One place where two answers differ, between words that they share.</summary>
public abstract record Gap
{
    private Gap() { }

    /// <summary>Words of the chosen answer stand where the rejected one has others.</summary>
    public sealed record Replace(Span Chosen, Span Rejected) : Gap;

    /// <summary>Words that only the rejected answer has.</summary>
    public sealed record Insert(Span Rejected) : Gap;

    /// <summary>Words that only the chosen answer has.</summary>
    public sealed record Delete(Span Chosen) : Gap;
}
