namespace Kit.Data.Video;

/// <summary>Frames as ffmpeg's rawvideo rgb24 in a pipe.</summary>
internal static class RawRgb
{
    public const string Format = "rgb24";

    /// <summary>Reads to the end, but keeps no more than <paramref name="expected"/> bytes.</summary>
    /// <returns>The bytes, and how many came.</returns>
    public static async Task<RawRead> Read(Stream stream, int expected, CancellationToken cancellation)
    {
        var bytes = new byte[expected];
        long got = await stream.ReadAtLeastAsync(bytes, expected, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        var rest = new byte[8192];
        for (int more; (more = await stream.ReadAsync(rest, cancellation).ConfigureAwait(false)) > 0;) got += more;
        return new RawRead(bytes, got);
    }
}

/// <summary>What came through a pipe.</summary>
internal sealed record RawRead(byte[] Bytes, long Count);
