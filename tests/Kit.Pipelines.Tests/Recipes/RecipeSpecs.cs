using Kit.Pairs;
using Kit.Pipelines.Recipes;
using Kit.Video;

namespace Kit.Pipelines.Tests.Recipes;

public sealed class RecipeSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_ends_with_its_drafts_its_models_and_a_fate_for_every_draft()
    {
        var result = await new Toy().RunAsync(folder.Path);
        Assert.Equal((0, new RecipeEnding.Complete()), (result.ExitCode, result.Ending));
        Assert.Equal(["q1", "q2", "q3"], result.Drafts.Select(one => one.Id));
        Assert.Equal(
            ["question", "truth", "shown", "said", "verdict", "grade", "shout", "after"], result.Drafts[0].Names);
        Assert.Equal(2, result.Drafts[1].Number("grade"));
        Assert.Equal(result.Roles[ModelRole.Policy], result.Roles[ModelRole.Reference]);
        Assert.StartsWith(
            result.Roles[ModelRole.Policy].Digest[..4], result.Drafts[0]["after"], StringComparison.Ordinal);
        Assert.Equal(
            "used                     3  q1, q2, q3\n"
            + "dropped: correct-answer  3  q0, q4, q8\n"
            + "failed                   3  q5, q6, q7\n"
            + "total                    9\n"
            + "q5: grade: cut off\n"
            + "q6: grade: expected an output to read: number from 0 to 5, got \"grade: 6\". Reword the prompt.\n"
            + "q7: grade: expected an output to read: number from 0 to 5, got \"grade: 7\". Reword the prompt.",
            result.Ledger.ToTable());
        Assert.Equal(result.Ledger.ToTable() + "\n", File.ReadAllText(Path.Combine(folder.Path, "ledger.txt")));
    }

    [Fact]
    public async Task What_stands_is_not_done_again()
    {
        var first = await new Toy().RunAsync(folder.Path);
        var (files, again) = (Toy.Files(folder.Path), new Toy());
        var second = await again.RunAsync(folder.Path);
        Assert.Equal((0, 0, 0), (again.Asked, again.Judged, again.Trained));
        Assert.Equal((first.Drafts, first.Ledger), (second.Drafts, second.Ledger));
        Assert.Equal(files, Toy.Files(folder.Path));
    }

    [Fact]
    public async Task A_changed_wording_is_asked_again_and_all_that_follows_from_it_and_nothing_before()
    {
        await new Toy().RunAsync(folder.Path);
        var rows = File.GetLastWriteTimeUtc(Path.Combine(folder.Path, "01-shown", "stage.json"));
        var other = new Toy { Words = "{question} !" };
        await other.RunAsync(folder.Path);
        Assert.Equal(rows, File.GetLastWriteTimeUtc(Path.Combine(folder.Path, "01-shown", "stage.json")));
        Assert.Equal(1, other.Trained);
        Assert.InRange(other.Asked, 9, int.MaxValue);
    }

    [Fact]
    public async Task A_stage_that_comes_to_the_same_rows_leaves_its_followers_standing()
    {
        static Recipe Recipe(string rule, Action told) => Kit.Pipelines.Recipes.Recipe.From(
            "cut-off",
            new Stage.Rewrite("first", Rewriter.By(new Named<Draft, Draft>(rule, one => one.With("a", "x")))),
            new Stage.Rewrite("second", Rewriter.By(new Named<Draft, Draft>("copy", one =>
            {
                told();
                return one.With("b", one["a"]);
            }))));
        var calls = 0;
        await Recipe("one", () => calls++).RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        await Recipe("two", () => calls++).RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        Assert.Equal(9, calls);
    }

    [Fact]
    public async Task Too_few_drafts_end_the_run_with_exit_code_2_before_anything_is_trained()
    {
        var toy = new Toy();
        var result = await toy.Recipe.AtLeast(4).RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "after 05-grade: expected at least 4 drafts, got 3 (3 dropped: correct-answer, 3 failed). "
            + "See the ledger, or ask for fewer.",
            $"{result.Ending}");
        Assert.Equal(0, toy.Trained);
        Assert.Equal(9, result.Ledger.Count);
        var none = await toy.Recipe.RunAsync(Source.From([], Clips.None), folder.Path, new Toy.Deaf());
        Assert.StartsWith("after the start: ", $"{none.Ending}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_someone_changed_are_refused()
    {
        await new Toy().RunAsync(folder.Path);
        File.AppendAllText(Path.Combine(folder.Path, "02-said", "rows.jsonl"), "{\"id\":\"x\",\"clip\":\"c\"}\n");
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => new Toy().RunAsync(folder.Path));
        Assert.Contains("02-said", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Delete", refusal.Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.Path, "02-said", "stage.json"), "{\"components\":");
        await Assert.ThrowsAsync<InvalidDataException>(() => new Toy().RunAsync(folder.Path));
    }

    [Fact]
    public async Task A_folder_serves_one_run_at_a_time()
    {
        var inside = new Toy();
        IOException? refusal = null;
        await inside.RunAsync(folder.Path, _ => refusal ??= Record.Exception(() =>
            new Toy().RunAsync(folder.Path).GetAwaiter().GetResult()) as IOException);
        Assert.Contains("only run", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_refuses_a_draft_or_returns_another_fails_that_draft_alone()
    {
        var rule = new Named<Draft, Draft>("odd", one => one.Id switch
        {
            "q1" => throw new FormatException("not this one"),
            "q2" => Draft.From("q3", one.Clip),
            _ => one.With("n", one[one.Id == "q4" ? "absent" : "truth"]),
        });
        var recipe = Recipe.From("rules", new Stage.Rewrite("odd", Rewriter.By(rule)));
        var result = await recipe.RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        Assert.Equal(["q1", "q2", "q4"], result.Ledger.Entries.Where(e => e.Fate is Fate.Failed).Select(e => e.Id));
        Assert.Contains(
            "draft q4, field absent: expected one of [question, truth]", result.Ledger.ToTable(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_shows_the_clip_clean_spoilt_by_its_own_draw_in_part_or_not_at_all()
    {
        var frames = new Frames(2, 2, Enumerable.Range(0, 5 * 12).Select(i => (byte)i).ToArray(), [0, 1, 2, 3, 4]);
        var spoil = new Stage.Perturb("shown", new Perturbation.GlobalShuffle(), 3);
        var gallery = new Gallery(new Clips("c", _ => frames, clip => [clip.Length]), [spoil]);
        Assert.Null(gallery.Show(View.None, "a"));
        Assert.Equal(frames, gallery.Show(View.Clean, "a"));
        Assert.Equal(spoil.Apply(frames, [1]).Rgb.ToArray(), gallery.Show(View.Through("shown"), "a")!.Rgb.ToArray());
        Assert.NotEqual(
            spoil.Apply(frames, [1]).Rgb.ToArray(), gallery.Show(View.Through("shown"), "abc")!.Rgb.ToArray());
        var parts = Enumerable.Range(0, 3).Select(k => gallery.Show(View.Part(k, 3), "a")!).ToArray();
        Assert.Equal([1, 2, 2], parts.Select(part => part.Count));                     // ⌊5k/3⌋: 0, 1, 3, 5
        Assert.Equal(frames.Rgb.ToArray(), parts.SelectMany(part => part.Rgb.ToArray()));
        Assert.Equal(frames.Timestamps, parts.SelectMany(part => part.Timestamps));
        Assert.Throws<ArgumentException>(() => gallery.Show(View.Part(0, 6), "a"));
        Assert.Throws<ArgumentException>(() => View.Part(3, 3));
        Assert.Throws<ArgumentException>(() => gallery.Show(View.Through("other"), "a"));
        Assert.Throws<ArgumentException>(() => Clips.None.Read("a"));
    }

    [Fact]
    public void A_recipe_prints_and_compares_by_what_it_does()
    {
        Assert.Equal(new Toy().Recipe, new Toy().Recipe);
        Assert.NotEqual(new Toy().Recipe, new Toy { Words = "other" }.Recipe);
        Assert.Equal(
            """
            toy, at least 1
              1  perturb → shown: block-mask:0.25:0.5 + local-shuffle:4, seed 1
              2  generate → said: echo, clip through shown, "{question} ?"
              3  score → verdict: same
              4  select mistakes: keep verdict wrong, drop correct (correct-answer)
              5  score → grade: toy judge, text alone, "grade {said}", number from 0 to 5
              6  rewrite shout: shout-1
              7  train policy → Policy: toy-trainer
              8  sync reference
              9  generate → after: Reference (echo), clean clip, "{question}"
            """, $"{new Toy().Recipe}");
    }

    [Fact]
    public void A_view_through_nothing_is_refused_when_the_recipe_is_made()
    {
        var ask = new Stage.Generate(
            "said", Author.From(Generator.From("echo", one => "x")), Wording.From("?"), View.Through("shown"));
        Assert.Equal(
            "said: expected a stage before it that perturbs into shown, got []. Put one before.",
            Assert.Throws<ArgumentException>(() => Recipe.From("r", ask)).Message);
        var spoil = new Stage.Perturb("shown", Perturbation.None, 1);
        Assert.Equal(2, Recipe.From("r", spoil, ask).Stages.Count);
        Assert.Throws<ArgumentException>(() => Recipe.From("r", spoil, spoil));
        Assert.Throws<ArgumentException>(
            () => new Stage.SyncReference() is var _ && new Stage.Perturb("a/b", Perturbation.None, 1) is null);
        Assert.Throws<ArgumentException>(() => Source.From([Draft.From("a", "c"), Draft.From("a", "c")], Clips.None));
    }
}
