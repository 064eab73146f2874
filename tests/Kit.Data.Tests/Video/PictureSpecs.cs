using System.Diagnostics;
using Kit.Data.Tests.Storage;
using Kit.Data.Video;
using Kit.Video;

namespace Kit.Data.Tests.Video;

/// <summary>A clip that is a picture file for every frame.</summary>
public sealed class PictureSpecs : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_gives_the_frames_that_were_written_one_for_each_second()
    {
        var video = VideoFile.Open(Slides.Write(folder, "clip", Slides.Numbered(12)));
        Assert.Equal((folder["clip"], new FrameSize(6, 10), 1.0, 12.0),
            (video.Path, video.Size, video.FrameRate, video.Duration));
        Assert.Equal(Enumerable.Range(0, 12).Select(n => (double)n), video.Timeline);
        var frames = video.ReadFrames([11, 0, 2, 10, 2]);
        Assert.Equal([11, 0, 2, 10, 2], Numbers(frames));
        Assert.Equal([11, 0, 2, 10, 2], frames.Timestamps);
        Assert.Equal([0, 3, 6, 9], Numbers(video.Read(new FramePlan.Uniform(4))));
    }

    [Fact]
    public void A_list_gives_them_in_its_own_order_at_the_rate_that_is_told()
    {
        var clip = Slides.Write(folder, "clip", Slides.Numbered(3));
        var video = VideoFile.Open([.. new[] { 2, 0, 1 }.Select(n => Path.Combine(clip, $"frame_{n}.png"))], rate: 4);
        Assert.Equal((4.0, 0.75), (video.FrameRate, video.Duration));
        Assert.Equal([2, 0, 1], Numbers(video.Read([0, 0.25, 0.5])));
        Assert.Equal("3 pictures, frame_2.png to frame_1.png", $"{video.Source}");
    }

    [Fact]
    public void Numbers_in_names_are_numbers_and_other_files_are_no_frames()
    {
        string[] names = ["a1b2.png", "a1b10.PNG", "a2b1.png", "a10b1.png", "b.png", "b007.png", "b08.png"];
        var clip = Slides.Write(folder, "clip", names);
        foreach (var other in new[] { "notes.txt", "._a1b2.png", "Thumbs.db", "sound.wav" })
            File.WriteAllText(Path.Combine(clip, other), "none");
        Directory.CreateDirectory(Path.Combine(clip, "more.png"));
        Assert.Equal(names, FrameFolder.Pictures(clip).Select(Path.GetFileName));
        Assert.Equal(Enumerable.Range(0, 7), Numbers(VideoFile.Open(clip).Read(new FramePlan.Uniform(7))));
        Assert.True(FrameFolder.IsAt(clip));
        Assert.False(FrameFolder.IsAt(folder.FullName));
    }

    [Fact]
    public void The_frames_are_those_of_the_video_that_they_were_taken_from()
    {
        Directory.CreateDirectory(folder["clip"]);
        Film.Ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48:r=1", "-frames:v", "5", "-pix_fmt", "rgb24", "-c:v", "ffv1",
            folder["clip.mkv"]);
        Film.Ffmpeg("-i", folder["clip.mkv"], folder["clip/%d.png"]);
        var (film, slides) = (VideoFile.Open(folder["clip.mkv"]), VideoFile.Open(folder["clip"]));
        Assert.Equal(film.Facts, slides.Facts);
        foreach (var size in new FrameSize?[] { null, new(20, 30) })
        {
            var (one, other) = (film.ReadFrames([0, 3, 4], size), slides.ReadFrames([0, 3, 4], size));
            Assert.Equal(one.Rgb.ToArray(), other.Rgb.ToArray());
            Assert.Equal(one.Timestamps, other.Timestamps);
        }
    }

    [Fact]
    public void Pictures_of_all_kinds_stand_in_one_folder()
    {
        Directory.CreateDirectory(folder["clip"]);
        Film.Ffmpeg("-i", Film.Make(folder, "film.mp4"), folder["clip/f%d.png"]);
        foreach (var (n, kind) in new[] { (2, ".jpg"), (3, ".bmp"), (4, ".jpeg"), (5, ".webp") })
        {
            Film.Ffmpeg("-i", folder[$"clip/f{n}.png"], folder[$"clip/f{n}{kind}"]);
            File.Delete(folder[$"clip/f{n}.png"]);
        }

        var video = VideoFile.Open(folder["clip"]);
        Assert.Equal((new FrameSize(48, 64), 40), (video.Size, video.FrameCount));
        var frames = video.ReadFrames([0, 1, 2, 3, 4, 5]);
        Assert.Equal([0, 1, 2, 3, 4, 5], Enumerable.Range(0, 6).Select(n => Film.Number(frames[n].Span)));
    }

    [Theory]
    [InlineData(".png", "-pix_fmt", "rgba")]
    [InlineData(".png", "-pix_fmt", "gray16be")]
    [InlineData(".png", "-pix_fmt", "pal8")]
    [InlineData(".jpg", "-pix_fmt", "yuvj444p")]
    [InlineData(".jpg", "-pix_fmt", "gray")]
    [InlineData(".bmp", "-pix_fmt", "bgr24")]
    [InlineData(".bmp", "-pix_fmt", "pal8")]
    [InlineData(".webp", "-pix_fmt", "yuv420p")]
    [InlineData(".webp", "-pix_fmt", "yuva420p")]
    [InlineData(".webp", "-lossless", "1", "-pix_fmt", "bgra")]
    public void A_header_tells_the_size_that_ffprobe_finds(string kind, params string[] options)
    {
        Directory.CreateDirectory(folder["clip"]);
        foreach (var n in new[] { 1, 2 })
            Film.Ffmpeg(["-f", "lavfi", "-i", "testsrc=s=37x301", "-frames:v", "1", .. options, folder[$"clip/{n}{kind}"]]);
        var video = VideoFile.Open(folder["clip"]);
        var asked = Ffprobe.Ask(folder[$"clip/2{kind}"]);
        Assert.Equal(new FrameSize(301, 37), video.Size);
        Assert.Equal((37, 301), (asked.Width, asked.Height));
        Assert.Equal(2, video.ReadFrames([0, 1]).Count);
    }

    [Theory]
    [InlineData("'; touch pwned; '.png")]
    [InlineData("\" -y pwned.mp4 \".png")]
    [InlineData("-i.png")]
    [InlineData("frame_%d.png")]
    [InlineData("line\nfile 'pwned'\n.png")]
    [InlineData("pipe:0|a,b;[c]=d\\.png")]
    [InlineData("$(touch pwned) `touch pwned` é 雪.png")]
    public void A_name_is_never_more_than_a_name(string name)
    {
        var clip = Slides.Write(folder, $"-clip {name}", name, "z.png");
        var before = folder.Listing.ToList();
        Assert.Equal([0, 1], Numbers(VideoFile.Open(clip).ReadFrames([0, 1])));
        Assert.Equal([1], Numbers(VideoFile.Open([Path.Combine(clip, "z.png"), Path.Combine(clip, name)]).ReadFrames([0])));
        Assert.Equal(before, folder.Listing);
        Assert.False(File.Exists("pwned") || File.Exists("pwned.mp4"));
    }

    [Fact]
    public void Only_the_pictures_that_are_asked_for_are_decoded()
    {
        var clip = Slides.Write(folder, "clip", Slides.Numbered(4));
        Spoil(Path.Combine(clip, "frame_2.png"));
        Assert.Equal([0, 1, 3], Numbers(VideoFile.Open(clip).ReadFrames([0, 1, 3])));
        Refused("clip/frame_2.png", "picture: expected no damage, got the error '",
            () => VideoFile.Open(clip).ReadFrames([0, 1, 2, 3]));
    }

    [Theory]
    [InlineData(".jpg", 0.5)]
    [InlineData(".jpg", 0.9)]
    [InlineData(".png", 0.5)]
    [InlineData(".png", 0.97)]
    [InlineData(".bmp", 0.5)]
    [InlineData(".webp", 0.5)]
    public void A_picture_that_is_cut_off_is_refused_by_name(string kind, double share)
    {
        Directory.CreateDirectory(folder["clip"]);
        foreach (var n in new[] { 1, 2, 3 })
            Film.Ffmpeg("-f", "lavfi", "-i", "testsrc2=s=64x48", "-frames:v", "1", folder[$"clip/{n}.tiff"]);
        foreach (var n in new[] { 1, 2, 3 })
        {
            Film.Ffmpeg("-i", folder[$"clip/{n}.tiff"], folder[$"clip/{n}{kind}"]);
            File.Delete(folder[$"clip/{n}.tiff"]);
        }

        var whole = File.ReadAllBytes(folder[$"clip/2{kind}"]);
        File.WriteAllBytes(folder[$"clip/2{kind}"], whole[..(int)(whole.Length * share)]);
        Refused($"clip/2{kind}", "picture: expected", () => VideoFile.Open(folder["clip"]).ReadFrames([0, 1, 2]));
    }

    [Fact]
    public void Bytes_or_a_preview_behind_the_end_of_a_picture_do_no_harm()
    {
        Directory.CreateDirectory(folder["clip"]);
        Film.Ffmpeg("-i", Film.Make(folder, "film.mp4", frames: 3), folder["clip/%d.jpg"]);
        var last = File.ReadAllBytes(folder["clip/3.jpg"]);
        File.AppendAllText(folder["clip/1.jpg"], "and some more");
        File.WriteAllBytes(folder["clip/2.jpg"], [.. File.ReadAllBytes(folder["clip/2.jpg"]), .. last]);
        var frames = VideoFile.Open(folder["clip"]).ReadFrames([0, 1, 2]);
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(n => Film.Number(frames[n].Span)));
    }

    [Fact]
    public void What_is_no_clip_is_refused_by_the_name_of_the_picture()
    {
        var clip = Slides.Write(folder, "clip", Slides.Numbered(3));
        void Whole(string fault) => Refused("clip/frame_1.png", fault, () => VideoFile.Open(clip));
        Slides.Picture(Path.Combine(clip, "frame_1.png"), 1, height: 8);
        Whole("picture: expected 10x6 as the clip's first, got 10x8. Scale it to the size of the others, or leave it out.");
        File.WriteAllText(Path.Combine(clip, "frame_1.png"), new string('x', 100));
        Whole("picture: expected PNG, JPEG, WebP or BMP, got another or a cut off file. Extract or copy the frame again.");
        File.WriteAllText(Path.Combine(clip, "frame_1.png"), "");
        Whole("picture: expected PNG, JPEG, WebP or BMP, got 0 bytes.");
        File.Delete(Path.Combine(clip, "frame_1.png"));
        Ffprobe.Run("mkfifo", Path.Combine(clip, "frame_1.png"));
        Whole("picture: expected PNG, JPEG, WebP or BMP, got 0 bytes.");
        File.Delete(Path.Combine(clip, "frame_1.png"));
        Refused("clip/frame_1.png", "got no file of this name.",
            () => VideoFile.Open([Path.Combine(clip, "frame_0.png"), Path.Combine(clip, "frame_1.png")]));
        Refused("nowhere", "folder: expected pictures, got no folder of this name.",
            () => FrameFolder.Pictures(folder["nowhere"]));
    }

    [Fact]
    public void Limits_hold_for_pictures_too()
    {
        var clip = Slides.Write(folder, "clip", Slides.Numbered(3));
        Refused("clip", "frame size: expected 1 to 8 pixels a side, got 10x6.",
            () => VideoFile.Open(clip, new VideoLimits(MaxSide: 8)));
        Refused("clip", "duration: expected at most 2.5 s, got 3 s.",
            () => VideoFile.Open(clip, new VideoLimits(MaxSeconds: 2.5)));
        Refused("clip", "frames: expected 1 to 200 bytes, got 2 of 10x6 = 360 bytes.",
            () => VideoFile.Open(clip, new VideoLimits(MaxBytes: 200)).ReadFrames([0, 1]));
        Assert.Throws<ArgumentException>(() => VideoFile.Open([]));
        foreach (var rate in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>(() => VideoFile.Open([Path.Combine(clip, "frame_0.png")], rate));
    }

    [Fact]
    public void A_picture_that_changes_after_the_opening_is_noticed()
    {
        var video = VideoFile.Open(Slides.Write(folder, "clip", Slides.Numbered(2)));
        Slides.Picture(folder["clip/frame_1.png"], 1, height: 8);
        Refused("clip/frame_1.png", "expected 10x6 as the clip's first, got 10x8.", () => video.ReadFrames([0, 1]));
        var stopped = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => video.ReadFrames([0], null, stopped));
        Assert.ThrowsAny<OperationCanceledException>(() => VideoFile.Open(folder["clip"], null, stopped));
    }

    private void Refused(string file, string fault, Func<object> reading)
    {
        var error = Assert.Throws<UnreadableVideoException>(reading);
        Assert.Equal(folder[file], error.File);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.True(error.Remedy.Length > 10);
    }

    /// <summary>Other bytes in the midst of the pixels.</summary>
    private static void Spoil(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(bytes.Length / 2, 8).Fill(0x12);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Which picture every frame is, to the byte.</summary>
    private static IEnumerable<int> Numbers(Frames frames) => Enumerable.Range(0, frames.Count).Select(n =>
        Enumerable.Range(0, 12).Single(one => frames[n].Span.SequenceEqual(Slides.Pixels(one))));
}
