using Kit.Data.Tests.Storage;
using Kit.Data.Video;
using Kit.Video;
using Xunit.Abstractions;

namespace Kit.Data.Tests.Video;

public class VideoFileSpecs(ITestOutputHelper output)
{
    [Fact]
    public void A_video_tells_its_size_rate_and_times()
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, "a.mp4", frames: 20, rate: 10));
        Assert.Equal((48, 64, 20), (video.Height, video.Width, video.FrameCount));
        Assert.Equal((10.0, 2.0), (video.FrameRate, Math.Round(video.Duration, 6)));
        Assert.Equal(Enumerable.Range(0, 20).Select(n => n / 10.0), video.Timeline.Select(t => Math.Round(t, 6)));
    }

    [Theory]
    [InlineData("-bf", "3", "-g", "250")]
    [InlineData("-bf", "0", "-g", "5")]
    [InlineData("-bf", "2", "-x264-params", "open-gop=1:keyint=6")]
    public void Frames_are_those_asked_for_whatever_the_coding_order(params string[] options)
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, "a.mp4", options: options));
        var frames = video.ReadFrames([39, 0, 7, 8, 7]);
        Assert.Equal([39, 0, 7, 8, 7], Numbers(frames));
        Assert.Equal([4.875, 0, 0.875, 1, 0.875], frames.Timestamps);
        Assert.Equal(Enumerable.Range(0, 40), Numbers(video.ReadFrames(Sequence.From(Enumerable.Range(0, 40)))));
    }

    [Fact]
    public void A_second_shows_the_frame_that_has_begun()
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, "a.mp4"));
        Assert.Equal([0, 0, 1, 7, 8, 39, 39], Numbers(video.Read([0, 0.12, 0.125, 0.998, 1, 4.9, video.Duration])));
        foreach (var outside in new[] { -0.1, video.Duration + 0.1, double.NaN })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => video.Read([outside]));
            Assert.Contains("timestamp: expected 0 to 5 seconds, got", error.Message);
            Assert.Contains("Plan within the clip.", error.Message);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => video.ReadFrames([40]));
        Assert.Throws<ArgumentException>(() => video.ReadFrames([]));
    }

    [Fact]
    public void A_plan_is_followed_by_frame_number()
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, "a.mp4"));
        Assert.Equal([0, 13, 26, 39], Numbers(video.Read(new FramePlan.Linspace(4))));
        Assert.Equal([0, 10, 20, 30], Numbers(video.Read(new FramePlan.Uniform(4), new FrameSize(16, 16))));
    }

    [Fact]
    public void A_sampling_knows_before_decoding_what_decoding_shows()
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, "a.mp4"));
        Assert.Equal(new ClipFacts(40, 8, 48, 64), video.Facts);
        var plan = new FramePlan.Qwen();
        var sampling = video.Sample(plan);
        var frames = video.Read(plan);
        Assert.Equal(sampling.Times.Indices, Numbers(frames));
        Assert.Equal(sampling.Times.Seconds, frames.Timestamps);
        Assert.Equal(2, sampling.Rate, 9);
    }

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.mkv")]
    [InlineData("a.avi")]
    [InlineData("a.ts")]
    public void Containers_agree(string name)
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, name));
        Assert.Equal(40, video.FrameCount);
        Assert.Equal(5.0, video.Duration, 2);
        Assert.Equal([0, 8, 20, 39], Numbers(video.Read([0, 1.01, 2.51, 4.9])));
    }

    [Fact]
    public void An_uneven_rate_is_read_by_its_own_times()
    {
        using var folder = new Folder();
        Film.Make(folder, "even.mp4");
        Film.Ffmpeg("-i", folder["even.mp4"], "-vf", "select='lt(n,4)+eq(n,20)+gt(n,35)'", "-fps_mode", "vfr",
            "-c:v", "libx264", "-qp", "8", folder["uneven.mp4"]);
        var video = VideoFile.Open(folder["uneven.mp4"]);
        var times = video.Timeline.Select(t => Math.Round(t, 4));
        Assert.Equal([0, 0.125, 0.25, 0.375, 2.5, 4.5, 4.625, 4.75, 4.875], times);
        Assert.Equal([3, 3, 20, 20, 36], Numbers(video.Read([0.4, 2.4, 2.5, 4.4, 4.5])));
    }

    [Fact]
    public void Frames_that_an_edit_list_hides_are_not_counted()
    {
        using var folder = new Folder();
        Film.Ffmpeg("-ss", "1.5", "-i", Film.Make(folder, "whole.mp4"), "-c", "copy", folder["rest.mp4"]);
        var video = VideoFile.Open(folder["rest.mp4"]);
        Assert.Equal((28, 0.0), (video.FrameCount, video.Timeline[0]));
        Assert.Equal([12, 13, 39], Numbers(video.Read([0, 0.13, 3.4])));
    }

    [Fact]
    public void A_frame_at_another_time_than_the_timeline_says_is_refused()
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, "a.mp4"));
        var late = video with { Timeline = [.. video.Timeline.Select((t, n) => n < 20 ? t : t + 0.125)] };
        Assert.Equal([3, 9], Numbers(late.ReadFrames([3, 9])));
        var error = Assert.Throws<UnreadableVideoException>(() => late.ReadFrames([3, 20]));
        Assert.Equal("video: expected frame 20 at 2.625 s, got it at another time.", error.Problem);
    }

    [Fact]
    public void Frames_are_scaled_to_the_size_asked_for()
    {
        using var folder = new Folder();
        var frames = VideoFile.Open(Film.Make(folder, "a.mp4")).ReadFrames([5, 9], new FrameSize(20, 30));
        Assert.Equal((2, 20, 30, 2 * 20 * 30 * 3), (frames.Count, frames.Height, frames.Width, frames.Rgb.Length));
        Assert.Equal([5, 9], Numbers(frames));
    }

    [Theory]
    [InlineData("90")]
    [InlineData("-90")]
    [InlineData("180")]
    public void A_rotated_video_stands_upright(string degrees)
    {
        using var folder = new Folder();
        Film.Make(folder, "flat.mp4");
        string[] turn = ["-c", "copy", "-metadata:s:v:0", $"rotate={degrees}"];
        Film.Ffmpeg(["-i", folder["flat.mp4"], .. turn, folder["turned.mp4"]]);
        var video = VideoFile.Open(folder["turned.mp4"]);
        var frames = video.ReadFrames([3]);
        Assert.Equal(degrees == "180" ? new FrameSize(48, 64) : new FrameSize(64, 48), video.Size);
        Assert.Equal((video.Height, video.Width), (frames.Height, frames.Width));
        Assert.Equal([3], Numbers(frames));
    }

    [Fact]
    public void A_single_picture_is_a_video_of_one_frame()
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, "one.mp4", frames: 1));
        Assert.Equal((1, 0.125), (video.FrameCount, video.Duration));
        Assert.Equal([0, 0, 0], Numbers(video.Read(new FramePlan.Linspace(3))));
    }

    [Theory]
    [InlineData("with blanks.mp4")]
    [InlineData("it's \"quoted\".mp4")]
    [InlineData("-dash.mp4")]
    [InlineData("100%d.mp4")]
    [InlineData("añb:c.mp4")]
    public void Awkward_names_are_read(string name)
    {
        using var folder = new Folder();
        File.Move(Film.Make(folder, "plain.mp4", frames: 4), folder[name]);
        Assert.Equal([0, 3], Numbers(VideoFile.Open(folder[name]).ReadFrames([0, 3])));
    }

    [Fact]
    public void Every_fixture_video_is_read_upright_or_refused_when_it_has_only_sound()
    {
        var files = Fixtures.Files("*").Where(file => new FileInfo(file).Directory!.Name == "videos").ToList();
        if (files.Count == 0) output.WriteLine("No fixtures/videos beside the project: real videos were not read.");
        foreach (var file in files)
        {
            var expected = Ffprobe.Ask(file);
            if (!expected.HasVideo)
            {
                var error = Assert.Throws<UnreadableVideoException>(() => VideoFile.Open(file));
                Assert.Contains("sound only", error.Problem);
                continue;
            }

            var video = VideoFile.Open(file);
            var (wide, high) = Math.Abs(expected.Rotation) % 180 == 90
                ? (expected.Height, expected.Width)
                : (expected.Width, expected.Height);
            Assert.Equal((wide, high), (video.Width, video.Height));
            Assert.Equal(expected.Frames, video.FrameCount);
            var frames = video.Read(new FramePlan.Uniform(4));
            Assert.Equal((4, video.Height, video.Width), (frames.Count, frames.Height, frames.Width));
            Assert.True(frames[0].Span.ToArray().Distinct().Count() > 20);
        }
    }

    private static IEnumerable<int> Numbers(Frames frames) =>
        Enumerable.Range(0, frames.Count).Select(n => Film.Number(frames[n].Span));
}
