namespace FFMpegCore.Pipes;

public interface IPipeSource
{
    string GetStreamArguments();

    Task WriteAsync(Stream outputStream, CancellationToken cancellationToken);
}
