using Kit.Data.MovingShapes;
using Kit.Evaluate;
using Kit.Models;
using Kit.Pairs;
using Kit.Pipelines.SelfAlignment;
using Kit.Pipelines.Shapes;
using Kit.Train;
using Kit.Train.Supervised;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Pipelines.Tests;

/// <summary>RRPO's pipeline: perturb, answer, keep the wrong, rewrite, mark, and account for all.</summary>
public sealed class SelfAlignmentSpecs
{
    private static readonly SelfAlignmentPairs
        Recipe = new(Perturbation.Rrpo, Seed: 1), Balanced = new(Perturbation.None, Seed: 0);

    [Fact]
    public void A_perturbed_clip_has_one_grey_square_and_its_frames_within_their_windows()
    {
        var clip = Given.Clips(Split.Align, 1)[0];
        var spoilt = Recipe.Perturb(clip);
        Assert.Equal(clip.Frames.Timestamps, spoilt.Timestamps);
        var grey = Enumerable.Range(0, 64 * 64)
            .Where(i => Enumerable.Range(0, spoilt.Count).All(f => Grey(spoilt, f, i)));
        Assert.InRange(grey.Count() / (64.0 * 64), 0.24, 0.51);
        Assert.Equal(spoilt.Rgb.ToArray(), Recipe.Perturb(clip).Rgb.ToArray());
        Assert.NotEqual(spoilt.Rgb.ToArray(), (Recipe with { Seed = 2 }).Perturb(clip).Rgb.ToArray());
        var other = Given.Clips(Split.Align, 2)[1] with { Frames = clip.Frames };
        Assert.NotEqual(spoilt.Rgb.ToArray(), Recipe.Perturb(other).Rgb.ToArray());
    }

    [Fact]
    public void Wrong_answers_become_pairs_that_differ_in_the_marked_words_alone()
    {
        var question = Asked(q => q is { Form: Form.Open, Skill: Skill.Direction });
        var truth = question.Concepts[^1].Value;
        var wrong = truth == "up" ? "down" : "up";
        var data = SelfAlignmentData.From([new(question, $"it moves {wrong} .")]);
        var pair = Assert.Single(data.Pairs);
        Assert.Equal((question.Id, question.ClipId, question.Text), (pair.Id, pair.Clip, pair.Prompt));
        Assert.Equal(question.Answer, pair.Chosen.Text);
        Assert.Equal(question.Answer.Replace(truth, wrong, StringComparison.Ordinal), pair.Rejected.Text);
        Assert.Equal([truth], pair.Chosen.Spans.Select(s => pair.Chosen.Text[s.Start..s.End]));
        Assert.Equal([wrong], pair.Rejected.Spans.Select(s => pair.Rejected.Text[s.Start..s.End]));
        Assert.Equal([$"it moves {wrong} ."], data.Said);
        Assert.Equal(["used"], data.Ledger.Summary.Select(r => r.Heading));
    }

    [Fact]
    public void A_caption_keeps_what_the_model_got_right()
    {
        var question = Asked(q => q.Form == Form.Caption);
        var colour = question.Concepts[0];
        var wrong = Lexicon.Alternatives(colour)[0];
        var said = question.Answer.Remove(colour.Span.Start, colour.Span.Length).Insert(colour.Span.Start, wrong);
        var pair = Assert.Single(SelfAlignmentData.From([new(question, said)]).Pairs);
        Assert.Equal(said, pair.Rejected.Text);
        Assert.Equal([colour.Span], pair.Chosen.Spans);
    }

    [Fact]
    public void Every_answer_has_its_fate_and_its_reason()
    {
        var opened = Enumerable.Range(0, 9)
            .SelectMany(i => Questions.Training(Given.World, Given.World.Clip(Split.Align, i)))
            .Where(q => q.Form == Form.Open).Take(5).ToArray();
        SelfAnswer[] answers =
        [
            new(opened[0], $"{opened[0].Answer} {opened[0].Answer}"),      // right, but said twice: nothing to rewrite
            new(opened[1], opened[1].Answer),
            new(opened[2], "the ."),
            Given.Mistaken(opened[3]), Given.Mistaken(opened[4]),
        ];
        var data = SelfAlignmentData.From(answers);
        Assert.Equal(
            ["dropped: no-difference", "dropped: correct-answer", "dropped: unparsed", "used", "used"],
            data.Ledger.Entries.Select(e => $"{e.Fate}"));
        Assert.Equal(answers.Select(a => a.Question.Id), data.Ledger.Entries.Select(e => e.Id));
        Assert.Equal([opened[3].Id, opened[4].Id], data.Pairs.Select(p => p.Id));
        Assert.Equal([answers[3].Answer, answers[4].Answer], data.Said);
        Assert.Throws<ArgumentException>(() => SelfAlignmentData.From([answers[1], answers[1]]));
    }

    /// <summary>A yes that was never a no: nothing is to be learnt from it that is not liking yes.</summary>
    [Fact]
    public void What_wins_without_ever_losing_is_left_out()
    {
        var recipe = new SelfAlignmentPairs(Perturbation.None, 0);
        var asked = Given.World.Clips(Split.Align, 40).SelectMany(clip => Questions.Training(Given.World, clip))
            .Where(q => q.Form == Form.YesNo).ToArray();
        var yes = asked.Where(q => q.Answer == "yes").Select(Given.Mistaken).ToArray();
        Assert.Empty(SelfAlignmentData.From(yes, recipe).Pairs);
        Assert.Equal(yes.Length, SelfAlignmentData.From(yes).Pairs.Count);
        var both = SelfAlignmentData.From(asked.Select(Given.Mistaken), recipe).Pairs;
        Assert.NotEmpty(both);
        Assert.All(both.GroupBy(pair => pair.Id.Split('/')[1]), skill => Assert.Equal(
            skill.Count(pair => pair.Chosen.Text == "yes"), skill.Count(pair => pair.Chosen.Text == "no")));
    }

    /// <summary>Mistakes that take every quick way for a slow one: yes wins as often as no, but the question tells
    /// which.</summary>
    [Fact]
    public void What_the_question_gives_away_is_left_out()
    {
        var asked = Given.World.Clips(Split.Align, 200).SelectMany(clip => Questions.Training(Given.World, clip))
            .Where(q => q is { Form: Form.YesNo, Skill: Skill.Speed }).ToArray();
        var leaning = asked.Where(q => q.Text.Contains("quickly", StringComparison.Ordinal) == (q.Answer == "yes"))
            .Select(Given.Mistaken).ToArray();
        Assert.Equal([false, true], leaning.Select(one => one.Answer == "yes").Distinct().Order());
        Assert.Empty(SelfAlignmentData.From(leaning, Balanced).Pairs);
        var all = SelfAlignmentData.From(asked.Select(Given.Mistaken), Balanced).Pairs;
        Assert.NotEmpty(all);
        Assert.All(all.GroupBy(pair => pair.Prompt.Contains("quickly", StringComparison.Ordinal)), doubted => Assert.Equal(
            doubted.Count(pair => pair.Chosen.Text == "yes"), doubted.Count(pair => pair.Chosen.Text == "no")));
    }

    [Fact]
    public void Of_a_choice_letters_and_values_are_balanced()
    {
        var asked = Given.World.Clips(Split.Align, 200).SelectMany(clip => Questions.Training(Given.World, clip))
            .Where(q => q is { Form: Form.MultipleChoice, Skill: Skill.Speed }).ToArray();
        var pairs = SelfAlignmentData.From(
            asked.Select(q => new SelfAnswer(q, q.Choices.First(choice => choice != q.Answer))), Balanced).Pairs;
        Assert.InRange(pairs.Count, 1, asked.Length - 1);
        foreach (var said in new[] { "( A )", "( B )", "quickly", "slowly" })
            Assert.Equal(
                pairs.Count(pair => pair.Chosen.Text.Contains(said, StringComparison.OrdinalIgnoreCase)),
                pairs.Count(pair => pair.Rejected.Text.Contains(said, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void The_model_is_asked_about_the_perturbed_clip_and_not_about_the_clean_one()
    {
        using var scope = NewDisposeScope();
        var model = Given.Model();
        var clips = Given.Clips(Split.Align, 2);
        var asked = clips
            .Select(c => Questions.Training(Given.World, c.Clip).First(q => q.Form == Form.YesNo)).ToArray();
        Frames[] shown = [.. clips.Select(c => c.Frames), .. clips.Select(Recipe.Perturb)];
        Lesson[] lessons =
        [
            .. shown.Select((_, i) => Taught(i, asked[i % 2], i < 2 ? asked[i].Answer : Other(asked[i - 2]))),
        ];
        var fast = new Optimization(1e-2, BatchSize: 4, Epochs: 60, new Schedule(Decay.Constant));
        new Sft(fast, 1).Train(model, lessons, Pixels.Pooled(model, shown), new Deaf());
        var interview = new Interview(model, Lab.Tokenizer, Lab.Template);
        Assert.Equal(
            asked.Select(q => q.Answer),
            interview.Ask(Pixels.Features(model, shown[..2]), [.. asked.Select(q => new[] { q.Text })])
                .SelectMany(a => a));

        using var folder = new Recipes.TemporaryFolder();
        SelfAlignmentData Collected() => (Recipe with { Balanced = [] }).Collect(
            "taught", interview, [.. clips.Zip(asked, (c, q) => (c, Sequence.From([q])))],
            folder.Path, new Recipes.Toy.Deaf());
        var data = Collected();
        Assert.Equal(asked.Select(Other), data.Said);
        Assert.Equal(asked.Select(Other), data.Pairs.Select(p => p.Rejected.Text));
        Assert.Equal(asked.Select(q => q.Answer), data.Pairs.Select(p => p.Chosen.Text));
        using (no_grad()) model.Head.Weight.zero_();                          // what stands is read, not asked again
        var again = Collected();
        Assert.Equal(data.Pairs, again.Pairs);
        Assert.Equal(data.Said, again.Said);
        Assert.Equal(data.Ledger, again.Ledger);
    }

    private static Lesson Taught(int clip, Question question, string answer) => Curriculum.Lesson(
        clip,
        [
            question with
            {
                Answer = answer,
                Concepts = [question.Concepts[0] with { Value = answer, Span = new Span(0, answer.Length) }],
            },
        ],
        Lab.Tokenizer, Lab.Template);

    private static string Other(Question question) => question.Answer == "yes" ? "no" : "yes";

    private static Question Asked(Func<Question, bool> wanted) => Enumerable.Range(0, 40)
        .SelectMany(i => Questions.Training(Given.World, Given.World.Clip(Split.Align, i))).First(wanted);

    private static bool Grey(Frames frames, int frame, int pixel) =>
        frames[frame].Span.Slice(3 * pixel, 3).IndexOfAnyExcept(PerturbationPlan.Grey) < 0;

    private sealed class Deaf : IProgress<SftStep>
    {
        public void Report(SftStep value) { }
    }
}
