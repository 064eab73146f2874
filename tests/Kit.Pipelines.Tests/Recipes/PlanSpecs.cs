using Kit.Evaluate.Judging;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Tests.Recipes;

public sealed class PlanSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_plan_prices_what_would_run_and_writes_nothing()
    {
        var plan = new Toy().Recipe.Plan(Toy.Source, folder.Path);
        Assert.Equal(
            """
            toy, at least 1
            01-shown           runs: 9 drafts, free
            02-said            follows: 9 drafts, 9 calls, 36 tokens, 3 clips
            03-verdict         follows: 9 drafts, free
            04-mistakes        follows: 9 drafts, free
            05-grade           follows: 9 drafts, 9 calls, 2,304 tokens
            06-shout           follows: 9 drafts, free
            07-policy          follows: 9 drafts, 3 clips
            08-sync-reference  follows: 9 drafts, free
            09-after           follows: 9 drafts, 9 calls, 36 tokens, 3 clips
            at most            27 calls, 2,376 tokens, 9 clips
            """, $"{plan}");
        Assert.False(plan.Stands);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_plan_of_what_stands_costs_nothing()
    {
        await new Toy().RunAsync(folder.Path);
        var plan = new Toy().Recipe.Plan(Toy.Source, folder.Path);
        Assert.True(plan.Stands);
        Assert.Equal(Cost.None, plan.Cost);
        Assert.Equal(new StageState.Stands(6, 3), plan.Stages[3].State);
        Assert.Contains("04-mistakes        stands: 6 kept, 3 left out\n", $"{plan}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_says_what_changed_and_how_long_it_took_before()
    {
        await new Toy().RunAsync(folder.Path);
        var changed = new Toy { Words = "other {question}" }.Recipe;
        var plan = changed.Plan(Toy.Source, folder.Path);
        var runs = Assert.IsType<StageState.Runs>(plan.Stages[1].State);
        Assert.Equal(["prompt"], runs.Because.Select(change => change.Name));
        Assert.NotNull(plan.Stages[1].Cost.Time);
        Assert.All(plan.Stages.Skip(2), stage => Assert.IsType<StageState.Follows>(stage.State));
        Assert.IsType<StageState.Stands>(plan.Stages[0].State);
    }

    [Fact]
    public async Task A_plan_of_a_run_that_was_cut_off_prices_the_rest()
    {
        var logged = 0;
        await Assert.ThrowsAsync<KillLaws.Killed>(() => new Toy().RunAsync(folder.Path, what =>
        {
            if (what.EndsWith("05-grade, log", StringComparison.Ordinal) && ++logged >= 3)
                throw new KillLaws.Killed();    // the other worker too
        }));
        var stage = new Toy().Recipe.Plan(Toy.Source, folder.Path).Stages[4];
        Assert.Equal((new StageState.Resumes(2), 6, 4L), (stage.State, stage.Drafts, stage.Cost.Calls));
    }

    [Fact]
    public async Task Another_model_another_clip_source_and_another_judge_are_other_provenances()
    {
        var ask = new Stage.Generate(
            "said", Author.From(ModelRole.Policy, "p", 4, state => Generator.From(state.Digest, _ => "x")),
            Wording.From("?"), View.Clean);
        var recipe = Recipe.From("r", ask);
        await recipe.RunAsync(Toy.Source, folder.Path, new Toy.Deaf());
        Assert.True(recipe.Plan(Toy.Source, folder.Path).Stands);
        Assert.Equal(["author"], Changed(recipe, Toy.Source.With(Roles.From("other base"))));
        var clips = Toy.Source.Clips with { Identity = "other clips" };
        Assert.Equal(["clips"], Changed(recipe, Toy.Source with { Clips = clips }));
        Assert.Equal(["view"], Changed(Recipe.From("r", ask with { View = View.Part(0, 2) }), Toy.Source));
        Assert.Equal(["attempts"], Changed(Recipe.From("r", ask with { Sample = 1 }), Toy.Source));
        var judge = new Judge("judge 2", (_, _) => Task.FromResult<JudgeReply>(new JudgeReply.Text("x")));
        Assert.Equal(
            ["author"],
            Changed(Recipe.From("r", ask with { Author = Author.From(Generator.From(judge)) }), Toy.Source));
    }

    private IEnumerable<string> Changed(Recipe recipe, Source source) => Assert
        .IsType<StageState.Runs>(recipe.Plan(source, folder.Path).Stages[0].State)
        .Because.Select(change => change.Name);
}
