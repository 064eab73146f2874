using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

/// <summary>How data and models are made, as a value: a list of stages that each run once and then stand.</summary>
/// <remarks>Each stage has a folder under its number and name. Its output stands as long as its provenance does:
/// settings, words, models, the rows that it read. A run that was cut off goes on at the draft where it stopped, and
/// ends in the same files.</remarks>
/// <param name="Name">For people.</param>
/// <param name="Stages">In order.</param>
/// <param name="Minimum">Fewest drafts that must be left; with fewer the run ends after the stage that dropped them.
/// </param>
public sealed record Recipe(string Name, Sequence<Stage> Stages, int Minimum = 1)
{
    /// <exception cref="ArgumentException">A view looks through a stage that does not come before it, or two stages
    /// perturb into one field.</exception>
    public Sequence<Stage> Stages { get; } = Checked(Stages);

    public static Recipe From(string name, params Stage[] stages) => new(name, [.. stages]);

    /// <summary>One more stage at the end.</summary>
    public Recipe With(Stage stage) => Then([stage]);

    /// <summary>More stages at the end, such as a second round.</summary>
    public Recipe Then(Sequence<Stage> stages) => new(Name, [.. Stages, .. stages], Minimum);

    public Recipe AtLeast(int minimum) => new(Name, Stages, minimum);

    /// <summary>What a run would do, and what it costs at most; nothing is asked and nothing is written.</summary>
    public RecipePlan Plan(Source source, string folder) => RecipePlan.Of(this, source, folder);

    /// <summary>Runs what does not stand yet.</summary>
    /// <param name="source">What it starts from.</param>
    /// <param name="folder">Holds the stages' folders; used by one run at a time.</param>
    /// <param name="progress">Told of every draft.</param>
    /// <param name="cancellation">Stops between drafts; what was answered stays.</param>
    /// <exception cref="IOException">Another run uses the folder.</exception>
    public Task<RecipeResult> RunAsync(
        Source source, string folder, IProgress<Advance> progress, CancellationToken cancellation = default) =>
        RunAsync(source, folder, progress, _ => { }, cancellation);

    /// <summary>The same; told before each write.</summary>
    internal Task<RecipeResult> RunAsync(
        Source source, string folder, IProgress<Advance> progress, Action<string> wrote,
        CancellationToken cancellation = default) =>
        new RecipeRun(this, folder, progress, wrote, cancellation).GoAsync(source);

    /// <summary>The result of a recipe of rules alone, in memory.</summary>
    internal RecipeResult Rules(Source source)
    {
        var end = Stages.Aggregate(Start(source), (standing, stage) => stage.Open(standing) switch
        {
            Work.Each each => standing.After(stage, [.. standing.Drafts.Select(one => Outcome.Of(one, each.Apply))]),
            Work.Whole whole => standing.After(stage, whole.Apply(standing.Drafts)),
            _ => throw new ArgumentException(
                $"{stage}: expected a rule, got a stage that asks or trains. Run the recipe."),
        });
        return new([.. end.Drafts], end.Roles, end.Whole(source), new RecipeEnding.Complete());
    }

    internal Standing Start(Source source) => new(
        source.Drafts, StageFolder.Digest(source.Drafts), source.Roles,
        new Gallery(source.Clips, [.. Stages.OfType<Stage.Perturb>()]), Ledger.Empty);

    internal string Place(int index) => FormattableString.Invariant($"{index + 1:00}-{Stages[index].Name}");

    public override string ToString() => string.Join(
        '\n',
        [
            $"{Name}, at least {Minimum}",
            .. Stages.Select((stage, k) => FormattableString.Invariant($"{k + 1,3}  {stage}")),
        ]);

    private static Sequence<Stage> Checked(Sequence<Stage> stages)
    {
        var known = new HashSet<string>();
        foreach (var stage in stages)
        {
            if (stage is Stage.Perturb perturb && !known.Add(perturb.Into)) throw new ArgumentException(
                $"perturb {perturb.Into}: expected a field of its own, got one that an earlier stage perturbs into. "
                + "Rename it.");
            if (stage.Seen is View.Perturbed through && !known.Contains(through.Field)) throw new ArgumentException(
                $"{stage.Name}: expected a stage before it that perturbs into {through.Field}, got "
                + $"[{string.Join(", ", known)}]. Put one before.");
        }

        return stages;
    }
}
