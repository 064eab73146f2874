using System.Globalization;
using System.Text.RegularExpressions;
using FFMpegCore;

namespace Kit.Data.Video;

/// <summary>What ffmpeg says while it decodes: errors, and the time of each frame that it gives.</summary>
internal sealed partial class DecodingLog
{
    private readonly List<double> times = [];

    /// <summary>Seconds, in the container's clock.</summary>
    public IReadOnlyList<double> Times => times;

    /// <summary>The first error; null when there was none.</summary>
    public string? Error { get; private set; }

    /// <summary>The user's options without their log level, which would hide the times and the errors.</summary>
    public static FFOptions Options()
    {
        var options = GlobalFFOptions.Current.Clone();
        options.LogLevel = null;
        return options;
    }

    public void Add(string line)
    {
        if (Time().Match(line) is { Success: true } time)
            times.Add(double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture));
        else if (Failure().Match(line) is { Success: true } failure)
            Error ??= failure.Groups[1].Value;
    }

    [GeneratedRegex(@"\[Parsed_showinfo.*pts_time:\s*(-?[0-9.e+-]+)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\[(?:error|fatal|panic)\] (.*)")]
    private static partial Regex Failure();
}
