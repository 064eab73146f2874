namespace Kit.Pipelines.Recipes;

/// <summary>What a recipe starts from.</summary>
/// <param name="Drafts">Questions about clips; ids are unique.</param>
/// <param name="Clips">Where the clips are.</param>
/// <param name="Roles">Models by role; <see cref="Roles.None"/> where only fixed generators answer.</param>
public sealed record Source(Sequence<Draft> Drafts, Clips Clips, Roles Roles)
{
    /// <summary>Drafts without models.</summary>
    public static Source From(IEnumerable<Draft> drafts, Clips clips) => new([.. drafts], clips, Roles.None);

    public Sequence<Draft> Drafts { get; init => field = Unique(value); } = Unique(Drafts);

    public Source With(Sequence<Draft> drafts) => this with { Drafts = drafts };

    public Source With(Clips clips) => this with { Clips = clips };

    public Source With(Roles roles) => this with { Roles = roles };

    private static Sequence<Draft> Unique(Sequence<Draft> drafts) =>
        drafts.GroupBy(one => one.Id).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new ArgumentException(
                $"draft {twice.Key}: expected ids that are unique, got it {twice.Count()} times. Number the drafts.")
            : drafts;
}
