using Kit.Evaluate.Scoring;
using Kit.Pipelines;
using Kit.Pipelines.SelfAlignment;
using Kit.Pipelines.Shapes;

namespace Kit.Report.Ablations;

/// <summary>Clips beside what was asked, taught and answered.</summary>
internal static class AblationSamples
{
    private const int Count = 6;

    /// <summary>Test questions that the base model got wrong, with every policy's answer at the first seed; one a
    /// skill.</summary>
    public static Sequence<Sample> Examined(AblationResult result, Lab lab)
    {
        var papers = lab.Exam.Papers.ToDictionary(p => p.Clip);
        var wrong = result.Base.Questions.Where(o => o.Verdict == Verdict.Wrong && o.Form == "open")
            .DistinctBy(o => o.Skill).Take(Count);
        return [.. wrong.Select(o => Policies(result, o).Aggregate(
            Sample.From(o.QuestionId, papers[o.Cluster].Questions.Single(q => q.Id == o.QuestionId).Text,
                ShownAnswer.From("truth", o.Expected, Tone.Good),
                ShownAnswer.From("base model", o.Predicted, Tone.Bad)),
            (sample, answer) => sample.With(answer)).With(new Strip("clip", papers[o.Cluster].Frames)))];
    }

    /// <summary>Pairs with the clip as it was trained on and as the model saw it when it erred.</summary>
    public static Sequence<Sample> Trained(Lab lab)
    {
        var recipe = lab.Recipe;
        return [.. lab.Data.Pairs.Zip(lab.Data.Said).OrderByDescending(p => p.First.Chosen.Text.Length)
            .DistinctBy(p => p.First.Clip).Take(Count).Select(p => Show(p.First, p.Second, lab, recipe))];
    }

    private static Sample Show(Pairs.Pair pair, string said, Lab lab, SelfAlignmentPairs recipe)
    {
        var clip = lab.Clips[pair.Clip];
        return Sample.From(pair).With(ShownAnswer.From("the model said", said, Tone.Plain))
            .With(new Strip("clip, as trained on", clip.Frames))
            .With(new Strip("clip, as it was answered", recipe.Perturb(clip)));
    }

    private static IEnumerable<ShownAnswer> Policies(AblationResult result, Outcome asked) =>
        result.Ablation.Variants.Select(v => Shown(
            v.Name, result.Of(v.Name)[0].Exam.Questions.Single(o => o.QuestionId == asked.QuestionId)));

    private static ShownAnswer Shown(string name, Outcome outcome) =>
        ShownAnswer.From(name, outcome.Predicted, outcome.Verdict == Verdict.Correct ? Tone.Good : Tone.Bad);
}
