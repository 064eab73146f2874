using Kit.Data.MovingShapes;
using Kit.Data.Tokens;
using Kit.Models;
using Kit.Train.Supervised;

namespace Kit.Pipelines.Shapes;

/// <summary>The questions of clips as lessons: one branch per question behind the clip, scored from the answer
/// on.</summary>
public static class Curriculum
{
    public static Lesson Lesson(
        int clip, IEnumerable<Question> questions, ITokenizer tokenizer, ChatTemplate template) =>
        new(clip, [.. questions.Select(q => Branch(q, tokenizer, template))]);

    private static Branch Branch(Question question, ITokenizer tokenizer, ChatTemplate template)
    {
        var prompt = VideoPrompt.AfterVideo(
            template.Prompt(tokenizer, question.Text), tokenizer.Id(SpecialTokens.Video));
        return new Branch([.. prompt, .. template.Answer(tokenizer, question.Truth).Ids], From: prompt.Count);
    }
}
