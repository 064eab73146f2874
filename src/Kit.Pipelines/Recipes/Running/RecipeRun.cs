using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

/// <summary>One run of a recipe.</summary>
internal sealed record RecipeRun(
    Recipe Recipe, string Folder, IProgress<Advance> Progress, Action<string> Wrote, CancellationToken Cancellation)
{
    public async Task<RecipeResult> GoAsync(Source source)
    {
        using var alone = Lock();
        var standing = Recipe.Start(source);
        var index = 0;
        for (; index < Recipe.Stages.Count && standing.Drafts.Count >= Recipe.Minimum; index++)
            standing = await StandAsync(index, standing).ConfigureAwait(false);

        var ledger = Whole(source, standing);
        Wrote("ledger");
        AtomicFile.WriteText(Path.Combine(Folder, "ledger.txt"), ledger.ToTable() + "\n");
        return new RecipeResult([.. standing.Drafts], standing.Roles, ledger, Ending(standing, index));
    }

    /// <summary>The run behind one stage, which is run unless it stands.</summary>
    private async Task<Standing> StandAsync(int index, Standing before)
    {
        Cancellation.ThrowIfCancellationRequested();
        var (stage, folder) = (Recipe.Stages[index], new StageFolder(Path.Combine(Folder, Recipe.Place(index)), Wrote));
        var provenance = stage.Provenance(before);
        if (folder.Read(provenance) is { } output) folder.Sweep(provenance);
        else output = await new StageRun(stage, Recipe.Place(index), folder, provenance, Progress, Cancellation)
            .GoAsync(before, Measured).ConfigureAwait(false);
        return After(stage, folder.Model(provenance), before, output);
    }

    /// <param name="stage">The stage.</param>
    /// <param name="model">Where its weights are, if it trains.</param>
    /// <param name="before">Where the run stood.</param>
    /// <param name="output">What the stage came to.</param>
    internal static Standing After(Stage stage, string model, Standing before, StageOutput output) => before with
    {
        Drafts = output.Kept,
        Digest = output.Digest,
        Left = output.Left.Aggregate(before.Left, (ledger, one) => ledger.Add(one.Draft.Id, one.Fate)),
        Roles = stage switch
        {
            Stage.Train train => before.Roles.With(train.Role, new ModelState(output.Model!, model)),
            Stage.SyncReference => before.Roles.With(ModelRole.Reference, before.Roles[ModelRole.Policy]),
            _ => before.Roles,
        },
    };

    private void Measured(string place, int drafts, TimeSpan time)
    {
        Wrote("pace");
        Pace.Read(Folder).With(place, drafts, time).Write(Folder);
    }

    private static Ledger Whole(Source source, Standing standing)
    {
        var left = standing.Left.Entries.ToDictionary(entry => entry.Id, entry => entry.Fate);
        return source.Drafts.Aggregate(Ledger.Empty, (ledger, one) =>
            ledger.Add(one.Id, left.TryGetValue(one.Id, out var fate) ? fate : new Fate.Used()));
    }

    /// <param name="standing">Where the run stopped.</param>
    /// <param name="ran">Stages that stand by then.</param>
    private RecipeEnding Ending(Standing standing, int ran)
    {
        if (standing.Drafts.Count >= Recipe.Minimum) return new RecipeEnding.Complete();
        var why = string.Join(", ", standing.Left.Summary.Select(row => $"{row.Count} {row.Heading}"));
        return new RecipeEnding.TooFew(
            ran == 0 ? "the start" : Recipe.Place(ran - 1), standing.Drafts.Count, Recipe.Minimum,
            why.Length > 0 ? why : "none was left out");
    }

    private FileStream Lock()
    {
        var path = Path.Combine(Directory.CreateDirectory(Folder).FullName, ".lock");
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new IOException(
                $"{Folder}: expected to be the only run here, got another one. Wait for it, or name another folder.", e);
        }
    }
}
