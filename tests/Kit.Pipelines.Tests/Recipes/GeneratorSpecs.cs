using Kit.Data.MovingShapes;
using Kit.Evaluate;
using Kit.Models.Generation;
using Kit.Pipelines.Recipes;
using Kit.Pipelines.Shapes;

namespace Kit.Pipelines.Tests.Recipes;

/// <summary>A model of the kit as the author of a stage.</summary>
public sealed class GeneratorSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_model_answers_each_draft_as_an_interview_does()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var clips = Given.Clips(Split.Align, 3);
        var interview = new Interview(Given.Model(), Lab.Tokenizer, Lab.Template, ClipsPerBatch: 2);
        var asked = clips.Select(c => Questions.Training(Given.World, c.Clip).Take(2).ToArray()).ToArray();
        var result = await Ask(interview).RunAsync(From(clips, asked), folder.Path, new Toy.Deaf());
        var expected = interview.Ask(
            Kit.Models.Pixels.Features(interview.Model, [.. clips.Select(c => c.Frames)]),
            [.. asked.Select(questions => questions.Select(q => q.Text).ToArray())]);
        Assert.Equal(expected.SelectMany(said => said), result.Drafts.Select(one => one["said"]));
    }

    [Fact]
    public async Task Drawn_answers_differ_by_sample_and_draft_and_not_by_run()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var clip = Given.Clips(Split.Align, 1)[0];
        var question = Questions.Training(Given.World, clip.Clip)[0];
        var interview = new Interview(Given.Model(), Lab.Tokenizer, Lab.Template)
        {
            Decoding = Decoding.Sampled.WithLimit(12),
        };
        var twice = From([clip, clip with { Clip = Given.Clips(Split.Align, 2)[1].Clip }], [[question], [question]]);
        var ask = Ask(interview);
        var first = await ask.RunAsync(twice, Path.Combine(folder.Path, "a"), new Toy.Deaf());
        var again = await ask.RunAsync(twice, Path.Combine(folder.Path, "b"), new Toy.Deaf());
        Assert.Equal(first.Drafts, again.Drafts);
        Assert.NotEqual(first.Drafts[0]["said"], first.Drafts[1]["said"]);
        var second = (Stage.Generate)ask.Stages[0] with { Sample = 1 };
        var other = await Recipe.From("r", second).RunAsync(twice, Path.Combine(folder.Path, "c"), new Toy.Deaf());
        Assert.NotEqual(first.Drafts[0]["said"], other.Drafts[0]["said"]);
    }

    [Fact]
    public async Task What_a_model_cannot_be_asked_is_a_failed_draft()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var clips = Given.Clips(Split.Align, 2);
        var interview = new Interview(Given.Model(), Lab.Tokenizer, Lab.Template);
        var source = From(clips, [[Questions.Training(Given.World, clips[0].Clip)[0]], []]);
        source = source with
        {
            Drafts =
            [
                .. source.Drafts, Draft.From("odd", clips[1].Clip.Id, ("question", "zzz unknown")),
                Draft.From("lost", "no such clip", ("question", source.Drafts[0]["question"])),
            ],
        };
        var result = await Ask(interview).RunAsync(source, folder.Path, new Toy.Deaf());
        Assert.Equal([source.Drafts[0].Id], result.Drafts.Select(one => one.Id));
        Assert.Contains(
            "lost: clip no such clip: expected one of 2 clips", result.Ledger.ToTable(), StringComparison.Ordinal);
        Assert.Contains("odd: ", result.Ledger.ToTable(), StringComparison.Ordinal);
        var blind = Recipe.From("r", (Stage.Generate)Ask(interview).Stages[0] with { View = View.None });
        var nothing = await blind.RunAsync(source, Path.Combine(folder.Path, "blind"), new Toy.Deaf());
        Assert.Equal((2, 4), (nothing.ExitCode, nothing.Ledger.Failed + 1));
    }

    private static Recipe Ask(Interview interview) => Recipe.From("ask", new Stage.Generate(
        "said", Author.From(Generator.From("weights", interview)), Wording.From("{question}"), View.Clean));

    private static Source From(IReadOnlyList<ClipFrames> clips, Question[][] asked) => Source.From(
        clips.Zip(asked).SelectMany(pair => pair.Second.Select((question, k) =>
            Draft.From($"{pair.First.Clip.Id}-{k}", pair.First.Clip.Id, ("question", question.Text)))),
        Clips.From("drawn", clips));
}
