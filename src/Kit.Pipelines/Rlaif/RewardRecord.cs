using Kit.Data.Datasets;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>A decided draft as a record of VLM-RLAIF's reward data.</summary>
internal static class RewardRecord
{
    /// <param name="one">Decided.</param>
    /// <param name="frames">Of its clip.</param>
    public static Example From(Draft one, Media.FrameFiles frames)
    {
        var pair = Feedback.ToPair(one);
        return new Example.Preferred(
            one.Id, new Prompt([new Turn(Role.User, $"<video>\n{one[QuestionFile.Question]}")], [frames]),
            pair.Chosen, [pair.Rejected], [], null,
            one["preference"] == Feedback.Second ? [new Field("preference", "2")] : []);
    }
}
