using System.Globalization;

namespace FFMpegCore.Pipes;

/// <summary>Feeds frames, made one at a time while ffmpeg reads, as raw video.</summary>
public class RawVideoPipeSource : IPipeSource
{
    private readonly IEnumerator<IVideoFrame> frames;
    private bool started;

    public RawVideoPipeSource(IEnumerable<IVideoFrame> framesEnumerator) => frames = framesEnumerator.GetEnumerator();

    public string StreamFormat { get; private set; } = null!;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public double FrameRate { get; set; } = 25;

    public string GetStreamArguments()
    {
        if (!started) Start();
        var rate = FrameRate.ToString(CultureInfo.InvariantCulture);
        return $"-f rawvideo -r {rate} -pix_fmt {StreamFormat} -s {Width}x{Height}";
    }

    public async Task WriteAsync(Stream outputStream, CancellationToken cancellationToken)
    {
        if (!started) Start();
        do
        {
            Check(frames.Current);
            await frames.Current.SerializeAsync(outputStream, cancellationToken).ConfigureAwait(false);
        }
        while (frames.MoveNext());
    }

    private void Start()
    {
        if (!frames.MoveNext()) throw new InvalidOperationException("Enumerator is empty, unable to get frame");
        (StreamFormat, Width, Height) = (frames.Current.Format, frames.Current.Width, frames.Current.Height);
        started = true;
    }

    private void Check(IVideoFrame frame)
    {
        if ((frame.Format, frame.Width, frame.Height) != (StreamFormat, Width, Height))
            throw new InvalidOperationException(
                $"video frame: expected {Width}x{Height} {StreamFormat}, "
                + $"got {frame.Width}x{frame.Height} {frame.Format}. Give frames of one size and format.");
    }
}
