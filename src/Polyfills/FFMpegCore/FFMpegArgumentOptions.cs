using System.Globalization;

namespace FFMpegCore;

/// <summary>The options of one input or of the output.</summary>
public class FFMpegArgumentOptions
{
    internal FFMpegArgumentOptions() { }

    internal List<string> Parts { get; } = [];

    public FFMpegArgumentOptions Seek(TimeSpan? seekTo) => seekTo is { } time
        ? With($"-ss {(int)time.TotalHours:00}:{time:mm\\:ss\\.fff}")
        : this;

    public FFMpegArgumentOptions ForceFormat(string format) => With($"-f {format}");

    public FFMpegArgumentOptions ForcePixelFormat(string pixelFormat) => With($"-pix_fmt {pixelFormat}");

    public FFMpegArgumentOptions WithVideoCodec(string videoCodec) => With($"-c:v {videoCodec}");

    public FFMpegArgumentOptions WithFramerate(double framerate) =>
        With($"-r {framerate.ToString(CultureInfo.InvariantCulture)}");

    public FFMpegArgumentOptions WithFrameOutputCount(int frames) => With($"-vframes {frames}");

    public FFMpegArgumentOptions UsingThreads(int threads) => With($"-threads {threads}");

    /// <summary>Text that goes to the command line as it is; double quotes group words.</summary>
    public FFMpegArgumentOptions WithCustomArgument(string argument) => With(argument);

    private FFMpegArgumentOptions With(string part)
    {
        Parts.Add(part);
        return this;
    }
}
