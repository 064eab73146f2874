using Kit.Data.Datasets;
using Kit.Data.Video;
using Kit.Pipelines.Rlaif;
using Kit.Video;

namespace Kit.Pipelines.Tests.Rlaif;

/// <summary>Frames beside a file of records.</summary>
public sealed class RewardFramesSpecs : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kit-frames-").FullName;

    public RewardFramesSpecs()
    {
        foreach (var n in Enumerable.Range(0, 5)) Picture($"videos/walk/{n}.png", 4, 6, (byte)(40 * n));
        Picture("videos/wide.png", 400, 1000, 7);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void They_are_named_by_clip_and_number_and_show_what_the_clip_shows()
    {
        var frames = Frames(2).Of("walk");
        Assert.Equal(["frames/walk/00000.png", "frames/walk/00002.png"], frames.Files);
        Assert.Equal([0, 80], Beside(frames).Open().ReadFrames([0, 1]).Rgb.Span.ToArray().Chunk(4 * 6 * 3).Select(f => f[0]));
    }

    [Fact]
    public void A_list_of_pictures_has_a_folder_of_its_own_and_lists_differ()
    {
        var (one, other) = (Frames(2).Of("""["walk/0.png","walk/1.png"]"""), Frames(2).Of("""["walk/1.png","walk/0.png"]"""));
        Assert.All(one.Files.Concat(other.Files), file => Assert.True(File.Exists(Path.Combine(folder, "out", file)), file));
        Assert.Empty(one.Files.Intersect(other.Files));
    }

    /// <summary>Readers of the format take one picture for another format's.</summary>
    [Fact]
    public void A_single_frame_is_named_twice() =>
        Assert.Equal(["frames/walk/00000.png", "frames/walk/00000.png"], Frames(1).Of("walk").Files);

    [Fact]
    public void Their_shorter_side_is_at_most_336_pixels()
    {
        Assert.Equal(new FrameSize(336, 840), Beside(Frames(1).Of("""["wide.png"]""")).Open().Size);
        Assert.Equal(new FrameSize(4, 6), Beside(Frames(1).Of("walk")).Open().Size);
    }

    [Fact]
    public void What_stands_is_kept_and_what_is_missing_is_written()
    {
        var frames = Frames(2).Of("walk");
        Picture($"out/{frames.Files[0]}", 4, 6, 201);
        File.Delete(Path.Combine(folder, "out", frames.Files[1]));
        Frames(2).Of("walk");
        Assert.Equal([201, 80], Beside(frames).Open().ReadFrames([0, 1]).Rgb.Span.ToArray().Chunk(4 * 6 * 3).Select(f => f[0]));
    }

    private RewardFrames Frames(int count) => new(
        new MediaFolder(Path.Combine(folder, "videos")), new FramePlan.Uniform(count), Path.Combine(folder, "out"));

    private Media Beside(Media clip) => new MediaFolder(Path.Combine(folder, "out")).Resolve(clip);

    private void Picture(string name, int height, int width, byte grey)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Png.From(Enumerable.Repeat(grey, height * width * 3).ToArray(), height, width));
    }
}
