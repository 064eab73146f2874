namespace Kit.Pipelines.Recipes;

/// <summary>How a stage handles its drafts.</summary>
internal abstract record Work
{
    private Work() { }

    /// <summary>At once, by a rule that costs nothing.</summary>
    public sealed record Each(Func<Draft, Outcome> Apply) : Work;

    /// <summary>At once, by a rule that sees all of them.</summary>
    public sealed record Whole(Func<IReadOnlyList<Draft>, IReadOnlyList<Outcome>> Apply) : Work;

    /// <summary>So many clips at a time; a batch is logged when it is done.</summary>
    public sealed record Batched(int Clips, Func<IReadOnlyList<Draft>, IReadOnlyList<Outcome>> Apply) : Work;

    /// <summary>One by one, several at a time; each is logged when it is done.</summary>
    public sealed record Apart(int Concurrency, Func<Draft, CancellationToken, Task<Outcome>> Apply) : Work;

    /// <summary>All drafts together, into weights.</summary>
    public sealed record Taught(ModelRole Role, Named<Training, Task> Trainer) : Work;

    /// <summary>Reference := policy.</summary>
    public sealed record Synced : Work;
}
