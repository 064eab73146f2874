using System.Reflection;
using FFMpegCore;
using FFMpegCore.Exceptions;
using FFMpegCore.Pipes;
using Kit.Data.Tests.Storage;

namespace Kit.Data.Tests.Video;

/// <summary>The part of FFMpegCore that the kit calls, with whichever FFMpegCore it was built.</summary>
public class FFMpegCoreSpecs
{
    /// <summary>A run that nothing ends would be waited for for ever; no machine is that slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public void No_public_member_is_ours_alone()
    {
        var listed = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(ThisFile())!, "FFMpegCore.members.txt"));
        var offered = typeof(FFProbe).Assembly.GetExportedTypes().SelectMany(Members).ToHashSet();
        var (unlisted, missing) = (offered.Except(listed).ToList(), listed.Except(offered).ToList());
        // The polyfill offers nothing beyond the list, which was read off the package's source; the package all of it.
        Assert.True(unlisted.Count == 0 || missing.Count == 0,
            $"not in the package:\n{string.Join('\n', unlisted)}\nlisted, but gone:\n{string.Join('\n', missing)}");
    }

    /// <summary>The picture has no end, so nothing but the cancellation ends it.</summary>
    [Fact]
    public async Task Cancelling_ends_the_process_at_once()
    {
        using var stop = new CancellationTokenSource();
        var run = Picture("color=black").OutputToPipe(Cancelling(stop), Raw).CancellableThrough(stop.Token).ProcessAsynchronously();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Patience));
        Assert.Throws<OperationCanceledException>(() => Nowhere(Picture("color=black")).CancellableThrough(stop.Token));
    }

    [Fact]
    public async Task Cancelling_needs_no_help_from_the_reader()
    {
        using var stop = new CancellationTokenSource();
        var run = Picture("color=black").OutputToPipe(new StreamPipeSink(async (stream, _) =>
        {
            await stream.ReadExactlyAsync(new byte[100], CancellationToken.None);
            await stop.CancelAsync();
            await stream.CopyToAsync(Stream.Null, CancellationToken.None);
        }), Raw).CancellableThrough(stop.Token).ProcessAsynchronously();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Patience));
    }

    [Fact]
    public void Ffmpeg_may_stop_reading_before_the_frames_end()
    {
        using var pixels = new MemoryStream();
        Assert.True(FFMpegArguments.FromPipeInput(new RawVideoPipeSource(Enumerable.Repeat(new Grey(7), 50_000)))
            .OutputToPipe(new StreamPipeSink(pixels), options => Raw(options.WithFrameOutputCount(1)))
            .ProcessSynchronously());
        Assert.Equal(16 * 8 * 3, pixels.Length);
    }

    [Fact]
    public void A_cancelled_run_may_return_false_instead()
    {
        using var stop = new CancellationTokenSource();
        var run = Picture("color=black").OutputToPipe(Cancelling(stop), Raw).CancellableThrough(stop.Token);
        Assert.False(run.ProcessSynchronously(throwOnError: false));
    }

    [Fact]
    public void A_reader_that_fails_ends_the_process_and_its_error_comes_out()
    {
        var error = Assert.Throws<FormatException>(() => Picture("color=black")
            .OutputToPipe(new StreamPipeSink((_, _) => throw new FormatException("mine")), Raw).ProcessSynchronously());
        Assert.Equal("mine", error.Message);
    }

    [Fact]
    public void A_failure_tells_the_exit_code_and_what_ffmpeg_said()
    {
        using var folder = new Folder();
        var junk = FFMpegArguments.FromFileInput(folder.Write("junk.mp4", [1, 2, 3])).OutputToFile(folder["out.mp4"]);
        var none = FFMpegArguments.FromFileInput(folder["none.mp4"]).OutputToFile(folder["out.mp4"]);
        var error = Assert.Throws<FFMpegException>(() => junk.ProcessSynchronously());
        Assert.Equal(FFMpegExceptionType.Process, error.Type);
        Assert.Contains("non-zero exit-code", error.Message);
        Assert.Contains("Invalid data", error.FFMpegErrorOutput);
        Assert.False(junk.ProcessSynchronously(throwOnError: false));
        Assert.Throws<FileNotFoundException>(() => none.ProcessSynchronously());
    }

    [Fact]
    public void A_missing_ffmpeg_is_named()
    {
        using var folder = new Folder();
        folder.Write("a.mp4", [1]);
        var nowhere = new FFOptions { BinaryFolder = folder.FullName };
        folder.Write("ffprobe", [1]);
        var error = Assert.Throws<FFMpegException>(() => FFProbe.Analyse(folder["a.mp4"], nowhere));
        Assert.Contains("ffprobe was not found", error.Message);
    }

    [Fact]
    public void Much_talk_on_the_standard_error_blocks_nothing()
    {
        var lines = 0;
        using var pixels = new MemoryStream();
        Picture("color=black:s=16x16", options => options.WithCustomArgument("-loglevel debug"))
            .OutputToPipe(new StreamPipeSink(pixels), options =>
                Raw(options.WithCustomArgument("-vf showinfo").WithFrameOutputCount(600)))
            .NotifyOnError(_ => lines++).ProcessSynchronously();
        Assert.Equal(600 * 16 * 16 * 3, pixels.Length);
        Assert.True(lines > 1200, $"{lines} lines");
    }

    [Fact]
    public void Frames_written_to_a_pipe_come_back_from_the_file()
    {
        using var folder = new Folder();
        var frames = Enumerable.Range(0, 10).Select(n => new Grey((byte)(20 * n))).ToList();
        FFMpegArguments.FromPipeInput(new RawVideoPipeSource(frames) { FrameRate = 5 })
            .OutputToFile(folder["a.mp4"], true, options => options
                .WithVideoCodec("libx264").ForcePixelFormat("yuv444p").WithCustomArgument("-qp 0"))
            .ProcessSynchronously();
        var stream = FFProbe.Analyse(folder["a.mp4"]).PrimaryVideoStream!;
        Assert.Equal((16, 8, "yuv444p"), (stream.Width, stream.Height, stream.PixelFormat));
        Assert.Equal((5.0, 2.0), (stream.AvgFrameRate, stream.Duration.TotalSeconds));
        using var pixels = new MemoryStream();
        FFMpegArguments.FromFileInput(folder["a.mp4"], true, options => options.Seek(TimeSpan.FromSeconds(1)))
            .OutputToPipe(new StreamPipeSink(pixels), options => Raw(options.WithFrameOutputCount(1)))
            .ProcessSynchronously();
        Assert.All(pixels.ToArray(), value => Assert.InRange(value, 98, 102));
    }

    [Fact]
    public void Frames_of_different_sizes_are_refused() =>
        Assert.ThrowsAny<Exception>(() => FFMpegArguments
            .FromPipeInput(new RawVideoPipeSource([new Grey(1), new Grey(2, 32)]))
            .OutputToPipe(new StreamPipeSink(Stream.Null), Raw).ProcessSynchronously());

    private static FFMpegArguments Picture(string lavfi, Action<FFMpegArgumentOptions>? options = null) =>
        FFMpegArguments.FromFileInput(lavfi, verifyExists: false, input =>
        {
            input.ForceFormat("lavfi");
            options?.Invoke(input);
        });

    private static void Raw(FFMpegArgumentOptions options) => options.ForceFormat("rawvideo").ForcePixelFormat("rgb24");

    /// <summary>Cancels when the first pixels come.</summary>
    private static StreamPipeSink Cancelling(CancellationTokenSource stop) => new(async (stream, token) =>
    {
        await stream.ReadExactlyAsync(new byte[100], token);
        await stop.CancelAsync();
        await stream.CopyToAsync(Stream.Null, token);
    });

    private static FFMpegArgumentProcessor Nowhere(FFMpegArguments input) =>
        input.OutputToPipe(new StreamPipeSink(Stream.Null), Raw);

    private static IEnumerable<string> Members(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(member => member is not (MethodInfo { IsSpecialName: true } or Type) && member.Name != "value__")
        .Select(member => $"{type.FullName}: {member}");

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private sealed record Grey(byte Level, int Width = 16) : IVideoFrame
    {
        public int Height => 8;

        public string Format => "rgb24";

        public void Serialize(Stream pipe) => pipe.Write(Pixels);

        public Task SerializeAsync(Stream pipe, CancellationToken token) => pipe.WriteAsync(Pixels, token).AsTask();

        private byte[] Pixels => [.. Enumerable.Repeat(Level, Width * Height * 3)];
    }
}
