namespace FFMpegCore.Pipes;

/// <summary>Feeds a stream to ffmpeg as it is.</summary>
public class StreamPipeSource : IPipeSource
{
    public StreamPipeSource(Stream source) => Source = source;

    public Stream Source { get; }

    public int BlockSize { get; } = 4096;

    public string StreamFormat { get; } = string.Empty;

    public string GetStreamArguments() => StreamFormat;

    public Task WriteAsync(Stream outputStream, CancellationToken cancellationToken) =>
        Source.CopyToAsync(outputStream, BlockSize, cancellationToken);
}
