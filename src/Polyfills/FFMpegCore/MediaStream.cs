namespace FFMpegCore;

public abstract class MediaStream
{
    public int Index { get; set; }

    public string CodecName { get; set; } = null!;

    public TimeSpan StartTime { get; set; }

    public TimeSpan Duration { get; set; }

    public Dictionary<string, bool>? Disposition { get; set; }
}

public class AudioStream : MediaStream;

public class VideoStream : MediaStream
{
    /// <summary>Frames per second over the whole stream.</summary>
    public double AvgFrameRate { get; set; }

    /// <summary>r_frame_rate: the tick of the clock, not the rate, when the rate varies.</summary>
    public double FrameRate { get; set; }

    /// <summary>As stored, before the rotation.</summary>
    public int Width { get; set; }

    /// <summary>As stored, before the rotation.</summary>
    public int Height { get; set; }

    public string PixelFormat { get; set; } = null!;

    /// <summary>Degrees, as the display matrix says.</summary>
    public int Rotation { get; set; }
}
