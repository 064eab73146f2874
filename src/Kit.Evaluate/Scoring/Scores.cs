namespace Kit.Evaluate.Scoring;

/// <summary>Accuracy of one model on one benchmark, all of it and by category.</summary>
/// <param name="All">All questions.</param>
/// <param name="BySkill">One entry a skill, in order of name.</param>
/// <param name="ByForm">One entry a form, in order of name.</param>
public sealed record Scores(Tally All, Sequence<Category> BySkill, Sequence<Category> ByForm)
{
    /// <summary>Correct / all questions: what TVBench and MVBench report.</summary>
    public double Micro => All.Accuracy;

    /// <summary>The mean of the skills' accuracies, each skill once: what MLVU reports.</summary>
    public double Macro => BySkill.Average(category => category.Tally.Accuracy);

    public double ParseFailure => All.ParseFailure;

    public static Scores From(IReadOnlyList<Outcome> outcomes)
    {
        Require(outcomes);
        return new Scores(
            Tally.From(outcomes.Select(outcome => outcome.Verdict)),
            By(outcomes, outcome => outcome.Skill),
            By(outcomes, outcome => outcome.Form));
    }

    private static Sequence<Category> By(IReadOnlyList<Outcome> outcomes, Func<Outcome, string> name) =>
        Sequence.From(outcomes
            .GroupBy(name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Category(group.Key, Tally.From(group.Select(outcome => outcome.Verdict)))));

    private static void Require(IReadOnlyList<Outcome> outcomes)
    {
        if (outcomes.Count == 0)
            throw new ArgumentException("Scores: expected at least one outcome, got none. Check the question file.");
        if (outcomes.CountBy(outcome => outcome.QuestionId).FirstOrDefault(id => id.Value > 1) is { Value: > 1 } twice)
            throw new ArgumentException(
                $"Scores: expected unique question ids, got {twice.Key} {twice.Value} times. "
                + "Score each seed by itself, or rename the questions.");
    }
}
