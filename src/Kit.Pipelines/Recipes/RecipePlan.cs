using System.Globalization;
using Kit.Data.Storage;

namespace Kit.Pipelines.Recipes;

/// <summary>What a run would do: which stages stand, which run and why, and what that costs at most.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Stages">One line each.</param>
public sealed record RecipePlan(Recipe Recipe, Sequence<StagePlan> Stages)
{
    /// <summary>Of all stages that would run.</summary>
    public Cost Cost => Stages.Aggregate(Cost.None, (sum, stage) => sum + stage.Cost);

    /// <summary>Whether nothing would run.</summary>
    public bool Stands => Stages.All(stage => stage.State is StageState.Stands);

    internal static RecipePlan Of(Recipe recipe, Source source, string folder)
    {
        var (lines, pace) = (new List<StagePlan>(), Pace.Read(folder));
        var (standing, known) = (recipe.Start(source), true);
        for (var index = 0; index < recipe.Stages.Count; index++)
        {
            var (stage, place) = (recipe.Stages[index], new StageFolder(Path.Combine(folder, recipe.Place(index)), _ => { }));
            var provenance = known ? stage.Provenance(standing) : null;
            var output = provenance is null ? null : place.Read(provenance);
            if (output is not null) standing = RecipeRun.After(stage, place.Model(provenance!), standing, output);
            var state = output is not null ? new StageState.Stands(output.Kept.Count, output.Left.Count)
                : provenance is not null ? Open(place, provenance) : new StageState.Follows();
            known = output is not null;
            lines.Add(new StagePlan(recipe.Place(index), stage, state, standing.Drafts.Count, known ? Cost.None
                : Priced(stage, standing, state, pace.For(recipe.Place(index), Remaining(standing, state)))));
        }

        return new(recipe, [.. lines]);
    }

    private static StageState Open(StageFolder place, Fingerprint provenance) =>
        place.Logged(provenance) is > 0 and var logged ? new StageState.Resumes(logged)
            : place.Manifest() is { } other ? new StageState.Runs(provenance.Since(other.Provenance))
            : new StageState.Runs([]);

    private static Cost Priced(Stage stage, Standing standing, StageState state, TimeSpan? time)
    {
        var open = Remaining(standing, state);
        var clips = Math.Min(open, standing.Drafts.Select(one => one.Clip).Where(clip => clip.Length > 0).Distinct().Count());
        return stage.Price(open, clips) with { Time = time };
    }

    private static int Remaining(Standing standing, StageState state) =>
        standing.Drafts.Count - (state is StageState.Resumes resumes ? resumes.Done : 0);

    public override string ToString()
    {
        var names = Stages.Max(stage => stage.Place.Length);
        return string.Join('\n',
        [
            $"{Recipe.Name}, at least {Recipe.Minimum}",
            .. Stages.Select(stage => $"{stage.Place.PadRight(names)}  {stage}"),
            $"{"at most".PadRight(names)}  {Cost}",
        ]);
    }
}

/// <summary>One line of a plan.</summary>
/// <param name="Place">The stage's folder.</param>
/// <param name="Stage">The stage.</param>
/// <param name="State">What becomes of it.</param>
/// <param name="Drafts">Drafts that it meets; behind a stage that does not stand, the most that it can meet.</param>
/// <param name="Cost">At most; nothing where it stands.</param>
public sealed record StagePlan(string Place, Stage Stage, StageState State, int Drafts, Cost Cost)
{
    public override string ToString() => State is StageState.Stands ? $"{State}"
        : string.Create(CultureInfo.InvariantCulture, $"{State}: {Drafts} drafts, {Cost}");
}

/// <summary>What becomes of a stage.</summary>
public abstract record StageState
{
    private StageState() { }

    /// <summary>Its output is there under the same provenance.</summary>
    public sealed record Stands(int Kept, int Left) : StageState
    {
        public override string ToString() =>
            FormattableString.Invariant($"stands: {Kept} kept{(Left > 0 ? $", {Left} left out" : "")}");
    }

    /// <summary>It was cut off and goes on.</summary>
    public sealed record Resumes(int Done) : StageState
    {
        public override string ToString() => FormattableString.Invariant($"resumes after {Done}");
    }

    /// <summary>It runs: for the first time, or because of changes.</summary>
    public sealed record Runs(Sequence<Change> Because) : StageState
    {
        public override string ToString() =>
            Because.Count == 0 ? "runs" : $"runs again ({string.Join("; ", Because)})";
    }

    /// <summary>It runs on what an earlier stage has yet to make.</summary>
    public sealed record Follows : StageState
    {
        public override string ToString() => "follows";
    }
}
