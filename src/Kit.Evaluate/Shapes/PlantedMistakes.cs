using Kit.Data.MovingShapes;
using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Shapes;

/// <summary>How a model fares where a planted correlation of its training data suggests a wrong answer.</summary>
/// <param name="Tempted">Verdicts on questions with a tempting wrong value.</param>
/// <param name="Others">Verdicts on all other questions.</param>
/// <param name="Fell">Share of the tempted questions whose answer names the tempting value.</param>
public sealed record PlantedMistakes(Tally Tempted, Tally Others, double Fell)
{
    /// <summary>Splits an exam's open and multiple-choice questions by temptation.</summary>
    public static PlantedMistakes From(Exam exam, ExamResult result)
    {
        var questions = exam.Papers.SelectMany(p => p.Questions).ToDictionary(q => q.Id);
        var split = result.Questions.ToLookup(o => questions[o.QuestionId].Tempting is not null);
        return new PlantedMistakes(
            Tally.From(split[true].Select(o => o.Verdict)), Tally.From(split[false].Select(o => o.Verdict)),
            split[true].Average(o => Names(questions[o.QuestionId], o.Predicted) ? 1.0 : 0));
    }

    private static bool Names(Question question, string answer) =>
        Lexicon.Find(answer).Any(c => c.Value == question.Tempting);
}
