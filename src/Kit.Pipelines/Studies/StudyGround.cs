using Kit.Data.Datasets;
using Kit.Pairs;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Studies;

/// <summary>What studies of a checkpoint share: questions → a recipe → a file of pairs → runs.</summary>
/// <param name="Plan">Sizes and losses.</param>
/// <param name="Recipe">How pairs are made, by whom.</param>
/// <param name="ToPair">The pair of a draft that the recipe has kept.</param>
internal sealed record StudyGround(StudyPlan Plan, Func<CheckpointAuthor, Recipe> Recipe, Func<Draft, Pair> ToPair)
{
    /// <summary>Does what does not stand yet.</summary>
    public async Task<StudyResult> RunAsync(IProgress<Advance> progress, CancellationToken cancellation)
    {
        Plan.Check();
        var media = new MediaFolder(Plan.Run.Videos);
        var questions = QuestionFile.Read(Plan.Run.Data, media, Plan.Run.Most).Answered();
        using var model = new StudyBase(Plan.Run);
        using var author = new CheckpointAuthor(Plan.Run, model);
        var recipe = Recipe(author).AtLeast(Plan.Fewest);
        var clips = Recipes.Clips.From(media, Plan.Run.Frames);
        var made = await recipe.RunAsync(
            Source.From(questions.Drafts, clips).With(Roles.From(author.Weights)),
            Path.Combine(Plan.Folder, "recipe"), progress, cancellation).ConfigureAwait(false);
        author.Dispose();
        var file = new Dataset(
            Path.Combine(Plan.Folder, "pairs.json"), new DatasetFormat.SelfAlignment(ClipField.MediaPath));
        var enough = made.Ending is RecipeEnding.Complete;
        Sequence<Pair> pairs = enough ? [.. made.Drafts.Select(ToPair)] : [];
        if (enough) file.Write(pairs.Select(ToExample));
        return new StudyResult(
            Plan, recipe, clips, enough ? made.Drafts : [], pairs, questions.Ledger.Merge(made.Ledger), made.Ending,
            file, enough ? new StudyRuns(Plan, model, file, author.Weights, progress).All(cancellation) : []);
    }

    /// <summary>A record of RRPO's files; a record that was named by its place keeps the place as its id.</summary>
    private static Example ToExample(Pair pair) => new Example.Preferred(
        pair.Id.TrimStart('#'),
        new Prompt([new Turn(Role.User, $"<video>\n{pair.Prompt}")], [ClipText.ToMedia(pair.Clip)]),
        pair.Chosen, [pair.Rejected], [], null, []);
}
