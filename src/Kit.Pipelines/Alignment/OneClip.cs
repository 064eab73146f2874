using Kit.Data.Datasets;
using Kit.Pairs;

namespace Kit.Pipelines.Alignment;

/// <summary>What can be made of a record's media: one video file, or none at all.</summary>
internal static class OneClip
{
    private static readonly Reason OtherMedia = Reason.Named("other-media-than-one-video");

    private static readonly Reason FramesInFiles = Reason.Named("video-as-frame-files");

    /// <summary>The path that a prompt names; empty for text alone.</summary>
    public static string Of(Prompt prompt) => prompt.Media is [Media.Video video] ? video.Path : "";

    /// <summary>Why a record's media are of no use here, or null. Files are looked for, not opened.</summary>
    /// <exception cref="InvalidDataException">The clip lies outside the folder; file, record and field are
    /// named.</exception>
    public static Reason? Unusable(Dataset data, Example example, MediaFolder media) => example.Prompt.Media switch
    {
        [] => null,
        [Media.FrameFiles] => FramesInFiles,
        [Media.Video video] => Found(data, example, media, video.Path) switch
        {
            var path when Directory.Exists(path) => FramesInFiles,
            var path when !File.Exists(path) => Reason.UnreadableVideo,
            _ => null,
        },
        _ => OtherMedia,
    };

    private static string Found(Dataset data, Example example, MediaFolder media, string path)
    {
        try
        {
            return media.Resolve(path);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{data.Path}, record {example.Id}, video: {e.Message}", e);
        }
    }
}
