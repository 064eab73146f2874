using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Pipelines.Alignment;
using Kit.Pipelines.Recipes;

namespace Kit.Pipelines.Rlaif;

/// <summary>A decided draft as a record of VLM-RLAIF's reward data.</summary>
/// <remarks>Their records name the files of a clip's frames. These are named by clip and frame, and not written: cut
/// them out for their loader.</remarks>
internal static class RewardRecord
{
    public static Example From(Draft one, CheckpointRlaifPlan plan)
    {
        var pair = Feedback.ToPair(one);
        return new Example.Preferred(
            one.Id, new Prompt([new Turn(Role.User, $"<video>\n{one[QuestionFile.Question]}")], [Frames(one, plan)]),
            pair.Chosen, [pair.Rejected], [], null,
            one["preference"] == Feedback.Second ? [new Field("preference", "2")] : []);
    }

    private static Media.FrameFiles Frames(Draft one, CheckpointRlaifPlan plan)
    {
        var video = VideoFile.Open(new MediaFolder(plan.Videos).Resolve(one.Clip));
        return new([.. video.Sample(plan.Frames).Times.Indices.Select(frame =>
            FormattableString.Invariant($"{Path.ChangeExtension(one.Clip, null)}/{frame:00000}.jpg"))]);
    }
}
