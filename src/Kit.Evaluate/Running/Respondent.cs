using Kit.Data.Video;
using Kit.Models;
using Kit.Video;

namespace Kit.Evaluate.Running;

/// <summary>Who answers: any function of a clip's frames and the questions about it.</summary>
/// <param name="Subject">What is measured.</param>
/// <param name="Decoding">How answers are decoded, as a protocol states it.</param>
/// <param name="Size">Frames are decoded to this size; null keeps the clip's own.</param>
/// <param name="Answer">Frames and questions → one answer a question; all questions of a clip come together, so that a
/// model runs over its frames once.</param>
public sealed record Respondent(
    Subject Subject, string Decoding, FrameSize? Size,
    Func<Frames, IReadOnlyList<string>, IReadOnlyList<string>> Answer)
{
    /// <summary>A function of one question at a time.</summary>
    public static Respondent From(Subject subject, string decoding, Func<Frames, string, string> answer) => new(
        subject, decoding, null, (frames, questions) => [.. questions.Select(question => answer(frames, question))]);

    /// <summary>A published model; frames keep their clip's size, which its processor changes.</summary>
    public static Respondent From(Subject subject, Assistant assistant) => new(
        subject, $"{assistant.Decoding}", null, (frames, questions) =>
            [.. assistant.Ask(frames, questions).Answers.Select(answer => assistant.Text(answer[0]))]);

    /// <summary>A model of the kit; the questions of a clip share one pass over its frames.</summary>
    public static Respondent From(Subject subject, FrameSize size, Interview interview) => new(
        subject, $"{interview.Decoding}", size, (frames, questions) =>
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            return interview.Ask(Pixels.Features(interview.Model, [frames]), [questions])[0];
        });
}
