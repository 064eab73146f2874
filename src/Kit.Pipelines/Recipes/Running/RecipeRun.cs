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
        for (var index = 0; index < Recipe.Stages.Count; index++)
        {
            if (standing.Drafts.Count < Recipe.Minimum) break;
            standing = await StandAsync(index, standing).ConfigureAwait(false);
        }

        var ledger = Whole(source, standing);
        Wrote("ledger");
        AtomicFile.WriteText(Path.Combine(Folder, "ledger.txt"), ledger.ToTable() + "\n");
        return new RecipeResult([.. standing.Drafts], standing.Models, ledger, Ending(standing));
    }

    /// <summary>The run behind one stage, which is run unless it stands.</summary>
    private async Task<Standing> StandAsync(int index, Standing before)
    {
        Cancellation.ThrowIfCancellationRequested();
        var (stage, folder) = (Recipe.Stages[index], new StageFolder(Path.Combine(Folder, Recipe.Place(index)), Wrote));
        var provenance = stage.Provenance(before);
        if (folder.Read(provenance) is { } output) folder.Sweep();
        else output = await new StageRun(stage, Recipe.Place(index), folder, provenance, Progress, Cancellation)
            .GoAsync(before, Measured).ConfigureAwait(false);
        return After(stage, folder, before, output);
    }

    internal static Standing After(Stage stage, StageFolder folder, Standing before, StageOutput output) => before with
    {
        Drafts = output.Kept,
        Digest = output.Digest,
        Left = output.Left.Aggregate(before.Left, (ledger, one) => ledger.Add(one.Draft.Id, one.Fate)),
        Models = stage switch
        {
            Stage.Train train => before.Models.With(train.Role, new ModelState(output.Model!, folder.Model)),
            Stage.SyncReference => before.Models.With(Role.Reference, before.Models[Role.Policy]),
            _ => before.Models,
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

    private RecipeEnding Ending(Standing standing)
    {
        if (standing.Drafts.Count >= Recipe.Minimum) return new RecipeEnding.Complete();
        var last = Enumerable.Range(0, Recipe.Stages.Count).Select(Recipe.Place)
            .LastOrDefault(place => File.Exists(Path.Combine(Folder, place, "stage.json"))) ?? "the start";
        var why = string.Join(", ", standing.Left.Summary.Select(row => $"{row.Count} {row.Heading}"));
        return new RecipeEnding.TooFew(last, standing.Drafts.Count, Recipe.Minimum, why.Length > 0 ? why : "none came in");
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
