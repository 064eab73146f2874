using Kit.Data.MovingShapes;
using Kit.Pairs;
using Kit.Pipelines.SelfAlignment;

namespace Kit.Pipelines.LeanPo;

/// <summary>How a small model learns to read hints: each question with its truth in front, and with a wrong answer and
/// the truth.</summary>
internal static class HintLessons
{
    private const long Wrong = 0x417;

    public static IEnumerable<Pair> From(IEnumerable<Question> questions) => questions.SelectMany((question, i) => new[]
    {
        Lesson(question, "hint", $"{question.Answer} {question.Text}"),
        Lesson(question, "reflect",
            $"{Mistake.Random(question, Pcg.From(1, Wrong, i))} {question.Answer} {question.Text}"),
    });

    private static Pair Lesson(Question question, string kind, string words) =>
        new($"{question.Id}/{kind}", question.ClipId, words, question.Truth, new Answer("."));
}
