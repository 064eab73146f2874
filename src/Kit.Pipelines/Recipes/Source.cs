namespace Kit.Pipelines.Recipes;

/// <summary>What a recipe starts from.</summary>
/// <param name="Drafts">Questions about clips; ids are unique.</param>
/// <param name="Clips">Where the clips are.</param>
/// <param name="Models">By role; <see cref="Models.None"/> where only fixed generators answer.</param>
public sealed record Source(Sequence<Draft> Drafts, Clips Clips, Models Models)
{
    /// <summary>Drafts without models.</summary>
    public static Source From(IEnumerable<Draft> drafts, Clips clips) => new([.. drafts], clips, Models.None);

    public Source With(Models models) => this with { Models = models };

    public Sequence<Draft> Drafts { get; } = Drafts.GroupBy(one => one.Id).FirstOrDefault(same => same.Count() > 1) is { } twice
        ? throw new ArgumentException($"draft {twice.Key}: expected ids that are unique, got it {twice.Count()} times. "
            + "Number the drafts.")
        : Drafts;
}
