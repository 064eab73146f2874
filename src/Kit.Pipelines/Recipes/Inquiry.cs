using Kit.Evaluate.Judging;
using Kit.Video;

namespace Kit.Pipelines.Recipes;

/// <summary>One thing that is asked.</summary>
/// <param name="Draft">The draft's id.</param>
/// <param name="Clip">The clip's name; empty when nothing is shown.</param>
/// <param name="Frames">What is shown; null for text alone.</param>
/// <param name="Wording">What is said, fields filled in.</param>
/// <param name="Sample">From 0: the same words about the same frames, asked once more, get another answer where answers
/// are drawn.</param>
public sealed record Inquiry(string Draft, string Clip, Frames? Frames, Wording Wording, int Sample)
{
    internal JudgeRequest ToRequest() => new(Draft, Wording.System, Wording.User, Sample)
    {
        Earlier = Wording.Earlier, Frames = Frames,
    };
}
