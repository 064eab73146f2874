using System.Globalization;
using FFMpegCore;

namespace Kit.Data.Video;

/// <summary>When each frame of a video is shown.</summary>
internal static class Timeline
{
    /// <summary>Presentation times of the packets in order, from 0. Containers without them (AVI) store frames at
    /// decoding times that are as good. Packets that the container marks as discarded are never shown.</summary>
    public static Sequence<double> Of(FFProbePackets packets)
    {
        var times = (packets.Packets ?? [])
            .Where(packet => packet.Flags?.Contains('D', StringComparison.Ordinal) != true && packet.Size > 0)
            .Select(packet => packet.PtsTime ?? packet.DtsTime).OfType<string>()
            .Select(Seconds).Order().ToList();
        return [.. times.Select(time => time - times[0])];
    }

    /// <summary>h:mm:ss.ffffff; the sign of a negative time stands before the seconds.</summary>
    public static double Seconds(string sexagesimal) =>
        sexagesimal.Split(':').Aggregate(0.0, (sum, part) => sum * 60 + Number(part));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
