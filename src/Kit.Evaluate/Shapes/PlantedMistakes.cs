using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Shapes;

/// <summary>How a model fares in one skill where a planted correlation of its training data suggests a wrong
/// answer.</summary>
/// <remarks>A model that guesses names the suggested value too, now and then. So <paramref name="Fell"/> stands against
/// <paramref name="Unprompted"/>: how often the same wrong value is named where nothing suggests it. Only what lies
/// above is the correlation's doing.</remarks>
/// <param name="Tempted">Verdicts on questions with a tempting wrong value.</param>
/// <param name="Others">Verdicts on the skill's other questions.</param>
/// <param name="Fell">Share of the tempted questions whose answer names the tempting value; NaN without any.</param>
/// <param name="Unprompted">For each tempting value, the share of answers that name it among questions where it is
/// neither true nor tempting; mean over the tempted questions, NaN where there are none to compare.</param>
public sealed record PlantedMistakes(Tally Tempted, Tally Others, double Fell, double Unprompted)
{
    /// <summary>Splits the open and multiple-choice questions of one skill by temptation.</summary>
    public static PlantedMistakes From(Exam exam, ExamResult result, Skill skill)
    {
        var questions = exam.Papers.SelectMany(p => p.Questions).Where(q => q.Skill == skill).ToDictionary(q => q.Id);
        var answers = result.Questions.Where(o => questions.ContainsKey(o.QuestionId))
            .Select(o => (Question: questions[o.QuestionId], Outcome: o))
            .ToLookup(a => a.Question.Tempting is not null);
        return new PlantedMistakes(
            Tally.From(answers[true].Select(a => a.Outcome.Verdict)),
            Tally.From(answers[false].Select(a => a.Outcome.Verdict)),
            Mean(answers[true].Select(a => Names(a.Outcome, a.Question.Tempting!))),
            Mean(answers[true].Select(a => Named(a.Question.Tempting!, answers[false]))));
    }

    private static double Named(string value, IEnumerable<(Question Question, Outcome Outcome)> untempted) =>
        Mean(untempted.Where(a => a.Question.Concepts.All(c => c.Value != value)).Select(a => Names(a.Outcome, value)));

    private static double Names(Outcome outcome, string value) =>
        Lexicon.Find(outcome.Predicted).Any(c => c.Value == value) ? 1 : 0;

    private static double Mean(IEnumerable<double> shares) => shares.DefaultIfEmpty(double.NaN).Average();
}
