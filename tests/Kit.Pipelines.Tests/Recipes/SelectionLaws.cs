using FsCheck;
using FsCheck.Fluent;
using Kit.Pairs;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Tests.Recipes;

/// <summary>Selections that see all drafts.</summary>
public sealed class SelectionLaws : IDisposable
{
    private static readonly Reason Leaning = Reason.Named("leaning");

    private static readonly Selection Balanced = Selection.Balanced(Named.From("toy", (Draft one) =>
        one["wins"] == "free" ? Sequence.From<Contest>([])
            : [new(one["kind"], one["wins"], one["loses"])]), Leaning);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Of every kind each answer wins as often as it loses; free answers are all kept; nothing that could be
    /// kept is left out.</summary>
    [Fact]
    public void Wins_equal_losses_and_no_more_is_left_out_than_that_takes() => Prop.ForAll(
        Gen.Choose(0, 47).ListOf().ToArbitrary(), Balances).QuickCheckThrowOnFailure();

    private static void Balances(IEnumerable<int> drawn)
    {
        var drafts = drawn.Select(Drafted).ToArray();
        var result = Kit.Pipelines.Recipes.Recipe.From("balance", Stage.Select.By("balance", Balanced))
            .Rules(Source.From(drafts, Clips.None));
        var kept = result.Drafts.Where(one => one["wins"] != "free").ToArray();
        foreach (var one in kept)
            Assert.Equal(Count(kept, one["kind"], one["wins"], one["loses"]), Count(kept, one["kind"], one["loses"], one["wins"]));
        foreach (var one in drafts.Where(one => one["wins"] != "free"))
            Assert.Equal(
                Math.Min(Count(drafts, one["kind"], one["wins"], one["loses"]), Count(drafts, one["kind"], one["loses"], one["wins"])),
                Count(kept, one["kind"], one["wins"], one["loses"]));
        Assert.Equal(drafts.Count(one => one["wins"] == "free"), result.Drafts.Count - kept.Length);
        Assert.Equal(drafts.Length - result.Drafts.Count, result.Ledger.Dropped);
        Assert.Equal(result.Drafts, drafts.Where(result.Drafts.Contains));
    }

    [Fact]
    public void The_first_of_a_kind_are_kept()
    {
        Draft[] drafts = [Draft("a", "yes", "no"), Draft("b", "yes", "no"), Draft("c", "no", "yes"), Draft("d", "free", "")];
        var result = Kit.Pipelines.Recipes.Recipe.From("balance", Stage.Select.By("balance", Balanced))
            .Rules(Source.From(drafts, Clips.None));
        Assert.Equal(["a", "c", "d"], result.Drafts.Select(one => one.Id));
        Assert.Equal(["b dropped: leaning"], result.Ledger.Entries.Where(one => one.Fate is not Fate.Used).Select(one => $"{one.Id} {one.Fate}"));
    }

    /// <summary>The third has no match of its value, so the fourth loses that of its letter.</summary>
    [Fact]
    public void A_contest_in_two_ways_is_balanced_in_both()
    {
        var twice = Selection.Balanced(Named.From("twice", (Draft one) => Sequence.From<Contest>(
        [
            new("letter", one["wins"][..1], one["loses"][..1]), new("value", one["wins"][1..], one["loses"][1..]),
        ])), Leaning);
        Draft[] drafts =
        [
            Draft("a", "A red", "B blue"), Draft("b", "B blue", "A red"),
            Draft("c", "A green", "B red"), Draft("d", "B red", "A red"),
        ];
        Assert.Equal(["a", "b"], Kit.Pipelines.Recipes.Recipe.From("balance", Stage.Select.By("balance", twice))
            .Rules(Source.From(drafts, Clips.None)).Drafts.Select(one => one.Id));
    }

    [Fact]
    public async Task A_selection_of_all_stands_like_any_stage_and_owes_every_draft_a_fate()
    {
        var recipe = Kit.Pipelines.Recipes.Recipe.From("balance", Stage.Select.By("balance", Balanced));
        var source = Source.From([Draft("a", "yes", "no"), Draft("b", "no", "yes")], Clips.None);
        var first = await recipe.RunAsync(source, folder.Path, new Toy.Deaf());
        var files = Toy.Files(folder.Path);
        Assert.Equal(first.Drafts, (await recipe.RunAsync(source, folder.Path, new Toy.Deaf())).Drafts);
        Assert.Equal(files, Toy.Files(folder.Path));
        var silent = Kit.Pipelines.Recipes.Recipe.From("silent", Stage.Select.By("none", Selection.Together(Named.From(
            "silent", (IReadOnlyList<Draft> _) => (IReadOnlyList<Fate>)[]))));
        Assert.Contains("expected 2 fates, got 0", (await Assert.ThrowsAsync<InvalidOperationException>(
            () => silent.RunAsync(source, Path.Combine(folder.Path, "silent"), new Toy.Deaf()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_of_rules_says_that_it_is_done()
    {
        var heard = new Heard();
        await Kit.Pipelines.Recipes.Recipe.From("balance", Stage.Select.By("balance", Balanced))
            .RunAsync(Source.From([Draft("a", "yes", "no"), Draft("b", "no", "yes")], Clips.None), folder.Path, heard);
        Assert.Equal([0, 2], heard.All.Where(told => told.Stage == "01-balance").Select(told => told.Done).Distinct());
    }

    private sealed class Heard : IProgress<Advance>
    {
        public List<Advance> All { get; } = [];

        public void Report(Advance value) => All.Add(value);
    }

    private static int Count(IEnumerable<Draft> drafts, string kind, string wins, string loses) =>
        drafts.Count(one => one["kind"] == kind && one["wins"] == wins && one["loses"] == loses);

    private static Draft Drafted(int drawn, int place) => Draft($"q{place}",
        (drawn % 4) switch { 0 => "a", 1 => "b", 2 => "c", _ => "free" }, (drawn / 4 % 3) switch { 0 => "a", 1 => "b", _ => "c" },
        drawn / 12 % 2 == 0 ? "colour" : "shape");

    private static Draft Draft(string id, string wins, string loses, string kind = "any") =>
        Kit.Pipelines.Recipes.Draft.From(id, "", ("kind", kind), ("wins", wins), ("loses", loses));
}
