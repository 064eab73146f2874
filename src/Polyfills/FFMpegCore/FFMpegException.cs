namespace FFMpegCore.Exceptions;

public enum FFMpegExceptionType { Conversion, File, Operation, Process }

public class FFMpegException : Exception
{
    public FFMpegException(
        FFMpegExceptionType type, string message, Exception? innerException = null, string ffMpegErrorOutput = "")
        : base(message, innerException)
    {
        Type = type;
        FFMpegErrorOutput = ffMpegErrorOutput;
    }

    public FFMpegExceptionType Type { get; }

    /// <summary>What ffmpeg or ffprobe wrote to its standard error.</summary>
    public string FFMpegErrorOutput { get; }
}
