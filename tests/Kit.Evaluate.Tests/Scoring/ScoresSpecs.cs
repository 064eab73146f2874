using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Tests.Scoring;

public class ScoresSpecs
{
    private static Outcome Of(string id, string skill, string form, Verdict verdict) =>
        new(id, "clip", skill, form, "a", "b", verdict);

    private static readonly Outcome[] Outcomes =
    [
        Of("1", "colour", "open", Verdict.Correct), Of("2", "colour", "choice", Verdict.Correct),
        Of("3", "colour", "open", Verdict.Correct), Of("4", "colour", "choice", Verdict.Wrong),
        Of("5", "order", "choice", Verdict.Unparsed),
    ];

    [Fact]
    public void Micro_counts_questions_and_macro_counts_skills()
    {
        var scores = Scores.From(Outcomes);
        Assert.Equal(3 / 5.0, scores.Micro);
        Assert.Equal((3 / 4.0 + 0) / 2, scores.Macro);
        Assert.Equal(1 / 5.0, scores.ParseFailure);
        Assert.Equal(
            [new Category("colour", new Tally(3, 1, 0)), new Category("order", new Tally(0, 0, 1))], scores.BySkill);
        Assert.Equal(
            [new Category("choice", new Tally(1, 1, 1)), new Category("open", new Tally(2, 0, 0))], scores.ByForm);
    }

    [Fact]
    public void Order_is_irrelevant() => Assert.Equal(Scores.From(Outcomes), Scores.From([.. Outcomes.Reverse()]));

    [Fact]
    public void Nothing_to_score_is_an_error() => Assert.Equal(
        "Scores: expected at least one outcome, got none. Check the question file.",
        Assert.Throws<ArgumentException>(() => Scores.From([])).Message);

    [Fact]
    public void A_question_scored_twice_is_an_error() => Assert.Equal(
        "Scores: expected unique question ids, got 2 2 times. Score each seed by itself, or rename the questions.",
        Assert.Throws<ArgumentException>(() => Scores.From([.. Outcomes, Outcomes[1]])).Message);

    [Fact]
    public void An_answer_is_judged_by_its_rule() => Assert.Equal(
        Verdict.Wrong,
        Outcome.From("1", "c", "s", "f", "yes", "No.", new Extraction.YesNo()).Verdict);
}
