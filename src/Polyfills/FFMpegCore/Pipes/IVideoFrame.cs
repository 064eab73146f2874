namespace FFMpegCore.Pipes;

public interface IVideoFrame
{
    int Width { get; }

    int Height { get; }

    /// <summary>ffmpeg's name of the pixel format, such as rgb24.</summary>
    string Format { get; }

    void Serialize(Stream pipe);

    Task SerializeAsync(Stream pipe, CancellationToken token);
}
