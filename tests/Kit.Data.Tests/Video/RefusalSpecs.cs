using Kit.Data.Tests.Storage;
using Kit.Data.Video;

namespace Kit.Data.Tests.Video;

/// <summary>What cannot be read is refused with the file, the fault and a remedy, and nothing is left behind.</summary>
public class RefusalSpecs
{
    [Fact]
    public void A_missing_file() => Refused(folder => folder["nothing.mp4"],
        "file: expected a video, got no file of this name. Check the path.");

    [Fact]
    public void A_folder_without_pictures() => Refused(folder => folder.FullName,
        "folder: expected pictures (.png, .jpg, .jpeg, .webp, .bmp), got none. Extract the frames into it, or name");

    [Fact]
    public void An_empty_file() => Refused(folder => folder.Write("empty.mp4"),
        "file: expected a video, got 0 bytes. Fetch or copy the file again.");

    [Theory]
    [InlineData("text.mp4", "moov atom not found")]
    [InlineData("text.bin", "Invalid data found")]
    [InlineData("text.txt", "got text")]
    public void A_text_file(string name, string fault) => Refused(folder =>
    {
        File.WriteAllLines(folder[name], Enumerable.Repeat("This is no video, whatever its name says.", 200));
        return folder[name];
    }, fault);

    [Fact]
    public void Sound_only() => Refused(folder =>
    {
        Film.Ffmpeg("-f", "lavfi", "-i", "sine=duration=1", folder["sound.mp4"]);
        return folder["sound.mp4"];
    }, "streams: expected pictures, got sound only (aac).");

    [Fact]
    public void Sound_with_a_cover_picture() => Refused(folder =>
    {
        Film.Make(folder, "one.mp4", frames: 1);
        Film.Ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-i", folder["one.mp4"], "-map", "0", "-map", "1",
            "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-disposition:v", "attached_pic", folder["cover.mp3"]);
        return folder["cover.mp3"];
    }, "got sound only (mp3)");

    [Fact]
    public void No_frames() =>
        Refused(folder => Film.Make(folder, "none.mp4", frames: 0), "expected pictures, got none");

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Cut_off_before_its_index(double share) =>
        Refused(folder => Cut(Film.Make(folder, "a.mp4"), share), "file: expected a video, got the error");

    [Theory]
    [InlineData("a.mp4", 0.5, "duration: expected the declared 3 s of pictures, got ")]
    [InlineData("a.mp4", 0.75, "video: expected no damage, got the error")]
    [InlineData("a.mp4", 0.97, "video: expected no damage, got the error")]
    [InlineData("a.avi", 0.3, "expected")]
    public void Cut_off_after_its_index(string name, double share, string fault) =>
        Refused(folder => Cut(Noise(folder, name), share), fault);

    [Fact]
    public void Damaged_between_the_frames_that_are_asked_for() => Refused(folder =>
    {
        var file = Noise(folder, "a.mp4");
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(bytes.Length / 2, bytes.Length / 8).Fill(0xA5);
        File.WriteAllBytes(file, bytes);
        return file;
    }, "expected no damage");

    [Fact]
    public void Absurdly_large() => Refused(folder => Film.Make(folder, "wide.mp4", frames: 1, size: "9000x16"),
        "frame size: expected 1 to 8192 pixels a side, got 9000x16. "
        + "Scale the video down, or raise VideoLimits.MaxSide.");

    [Fact]
    public void Too_long() => Refused(folder => Film.Make(folder, "a.mp4"),
        "duration: expected at most 4.9 s, got 5 s.", new VideoLimits(MaxSeconds: 4.9));

    [Fact]
    public void Too_many_bytes_at_once() => Refused(folder => Film.Make(folder, "a.mp4"),
        "frames: expected 1 to 1000 bytes, got 1 of 64x48 = 9216 bytes.", new VideoLimits(MaxBytes: 1000));

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var folder = new Folder();
        var video = VideoFile.Open(Film.Make(folder, "a.mp4"));
        var stopped = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => video.ReadFrames([0], null, stopped));
        Assert.ThrowsAny<OperationCanceledException>(() => VideoFile.Open(video.Path, null, stopped));
    }

    private static void Refused(Func<Folder, string> make, string fault, VideoLimits? limits = null)
    {
        using var folder = new Folder();
        var file = make(folder);
        var before = folder.Listing.ToList();
        var error = Assert.Throws<UnreadableVideoException>(() => VideoFile.Open(file, limits).ReadFrames([0]));
        Assert.StartsWith($"{file}: ", error.Message);
        Assert.Contains(fault, error.Message);
        Assert.Matches(@"expected .+ got .+\. .+", error.Message);
        Assert.DoesNotContain("@ 0x", error.Message);
        Assert.Equal(before, folder.Listing);
    }

    private static string Cut(string file, double share)
    {
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..(int)(bytes.Length * share)]);
        return file;
    }

    /// <summary>Pictures that need many bytes, with the index in front of them.</summary>
    private static string Noise(Folder folder, string name)
    {
        Film.Ffmpeg("-f", "lavfi", "-i", "testsrc2=s=160x120:r=10,noise=alls=40:allf=t", "-frames:v", "30",
            "-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", "faststart", folder[name]);
        return folder[name];
    }
}
