using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kit.Data.Datasets;
using Kit.Data.MovingShapes;
using Kit.Data.Storage;
using Kit.Data.Video;
using Kit.Evaluate.Running;
using Kit.Video;

namespace Kit.Pipelines.Recipes;

/// <summary>Where the frames of a recipe's clips come from.</summary>
/// <param name="Identity">Which files and which frames of them; stands in the provenance of what was generated.</param>
/// <param name="Read">A clip's name → its frames, [F, H, W, 3].</param>
/// <param name="Path">A clip's name → the path of its own random numbers (<see cref="Pcg.From"/>): what is drawn for a
/// clip depends on no other.</param>
public sealed record Clips(string Identity, Func<string, Frames> Read, Func<string, Sequence<long>> Path)
{
    /// <summary>For recipes that show no clip.</summary>
    public static Clips None { get; } = new("no clips", clip => throw new ArgumentException(
        $"clip {clip}: expected a source of clips, got none. Give the recipe its clips."), Hashed);

    /// <summary>Clips of a folder, which are video files, folders of frames or lists of them, by one plan and size.
    /// </summary>
    public static Clips From(VideoFolder videos, FramePlan plan, FrameSize? size = null) => new(
        $"video files, {plan}, {(object?)size ?? "as recorded"}",
        clip => videos.Open(clip).Read(plan, size), Hashed);

    /// <summary>Clips that a training file names (<see cref="ClipText"/>), by one plan, as recorded.</summary>
    public static Clips From(MediaFolder media, FramePlan plan) => new(
        $"media files, {plan}", clip => media.Resolve(ClipText.ToMedia(clip)).Open().Read(plan), Hashed);

    /// <summary>Clips of MovingShapes that are decoded already; their path is (split, index).</summary>
    /// <param name="world">Names what is drawn, such as a store's fingerprint.</param>
    /// <param name="clips">Each under its id.</param>
    public static Clips From(string world, IEnumerable<ClipFrames> clips)
    {
        var byId = clips.ToDictionary(clip => clip.Clip.Id);
        return new($"{world}, frames {Digest(byId.Values)}", clip => Known(byId, clip).Frames, clip =>
            [(long)Known(byId, clip).Clip.Split, Known(byId, clip).Clip.Index]);
    }

    /// <summary>Clips of one identity are the same clips.</summary>
    public bool Equals(Clips? other) => other is not null && other.Identity == Identity;

    public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Identity;

    private static ClipFrames Known(Dictionary<string, ClipFrames> clips, string clip) =>
        clips.TryGetValue(clip, out var known) ? known : throw new ArgumentException(
            $"clip {clip}: expected one of {clips.Count} clips, got another name. Decode it first.");

    /// <summary>The first 8 bytes of the name's SHA-256, so that renaming a folder's other files changes nothing.
    /// </summary>
    private static Sequence<long> Hashed(string clip) =>
        [BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(clip)))];

    private static string Digest(IEnumerable<ClipFrames> clips) => Fingerprint.From(clips.Select(clip =>
        new Component(clip.Clip.Id, Fingerprint.Digest(clip.Frames.Rgb)))).Brief;
}
