using Kit.Data.Datasets;
using Kit.Pairs;

namespace Kit.Pipelines.Alignment;

/// <summary>What can be made of a record's media: one clip, which is a video file, a folder of frames or a list of
/// them; or none at all.</summary>
internal static class OneClip
{
    private static readonly Reason OtherMedia = Reason.Named("other-media-than-one-video");

    /// <summary>The clip that a prompt names, as <see cref="ClipText"/>; empty for text alone.</summary>
    public static string Of(Prompt prompt) =>
        prompt.Media is [{ Kind: MediaKind.Video } clip] ? ClipText.From(clip) : "";

    /// <summary>Why a record's media are of no use here, or null. Files are looked for, not opened.</summary>
    /// <exception cref="InvalidDataException">The clip lies outside the folder; file, record and field are
    /// named.</exception>
    public static Reason? Unusable(Dataset data, Example example, MediaFolder media) => example.Prompt.Media switch
    {
        [] => null,
        [{ Kind: MediaKind.Video } clip] =>
            Found(data, example, media, clip).Lacking is null ? null : Reason.UnreadableVideo,
        _ => OtherMedia,
    };

    private static Media Found(Dataset data, Example example, MediaFolder media, Media clip)
    {
        try
        {
            return media.Resolve(clip);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{data.Path}, record {example.Id}, video: {e.Message}", e);
        }
    }
}
