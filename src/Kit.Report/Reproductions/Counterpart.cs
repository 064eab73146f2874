namespace Kit.Report.Reproductions;

/// <summary>What stands here for a published table.</summary>
public abstract record Counterpart
{
    private Counterpart(PaperTable paper) => Paper = paper;

    /// <summary>The published table.</summary>
    public PaperTable Paper { get; }

    /// <summary>A script makes it, in its shape.</summary>
    public sealed record Made(PaperTable Published, Reproduction By) : Counterpart(Published);

    /// <summary>Nothing, for a reason.</summary>
    public sealed record None(PaperTable Published, string Reason) : Counterpart(Published);
}
