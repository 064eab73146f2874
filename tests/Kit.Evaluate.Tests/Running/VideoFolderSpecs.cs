using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Evaluate.Running;

namespace Kit.Evaluate.Tests.Running;

/// <summary>Where the clip lies that a question names.</summary>
public sealed class VideoFolderSpecs : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kit-videos-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_folder_of_frames_is_found_by_path_or_by_name()
    {
        Picture("a/one/1.png");
        Picture("b/two.mp4");
        Picture("b/two/1.png");
        var videos = new VideoFolder(root);
        Assert.Equal(At("a/one"), videos.Find("a/one"));
        Assert.Equal(At("a/one"), videos.Find("one"));
        Assert.Equal(At("b/two.mp4"), videos.Find("b/two")); // a video file comes first
        Assert.Equal(At("b/two.mp4"), videos.Find("two"));
    }

    [Fact]
    public void A_folder_without_pictures_is_no_clip_and_hides_none()
    {
        Picture("one/more/1.png");
        Picture("sub/one.mp4");
        Picture("x/twice/1.png");
        Picture("y/twice/1.png");
        var videos = new VideoFolder(root);
        Assert.Equal(At("sub/one.mp4"), videos.Find("one"));
        Assert.Contains("got 2 of this name", Refused(videos, "twice"), StringComparison.Ordinal);
        Assert.Contains("got none of this name", Refused(videos, "sub"), StringComparison.Ordinal);
        Assert.Contains("leads out of it", Refused(videos, $"../{Path.GetFileName(root)}"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_frames_is_opened_in_its_order_and_stays_inside()
    {
        Picture("a/1.png");
        Picture("a/2.png");
        var videos = new VideoFolder(root);
        var source = Assert.IsType<FrameSource.Pictures>(videos.Open(Listed("a/2.png", "a/1.png")).Source);
        Assert.Equal([At("a/2.png"), At("a/1.png")], source.Paths);
        Assert.Equal(2, videos.Open("a").FrameCount);
        Assert.Contains("leads out of it", Assert.Throws<UnreadableVideoException>(
            () => videos.Open(Listed("a/1.png", "../a/1.png"))).Message, StringComparison.Ordinal);
    }

    private static string Listed(params string[] paths) => ClipText.From(new Media.FrameFiles([.. paths]));

    private static string Refused(VideoFolder videos, string name) =>
        Assert.Throws<UnreadableVideoException>(() => videos.Find(name)).Message;

    private string At(string name) => Path.Combine(root, name);

    private void Picture(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), Png.From(new byte[12], 2, 2));
    }
}
