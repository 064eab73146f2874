namespace Kit.Data.Video;

/// <summary>The reading end of a pipe of raw frames.</summary>
/// <param name="expected">Bytes that should come; more are counted but not kept.</param>
internal sealed class RawRgb(int expected)
{
    public const string Format = "rgb24";

    public byte[] Bytes { get; } = new byte[expected];

    /// <summary>Bytes that came.</summary>
    public long Count { get; private set; }

    public bool Complete => Count == expected;

    public async Task Read(Stream stream, CancellationToken cancellation)
    {
        Count = await stream.ReadAtLeastAsync(Bytes, expected, false, cancellation).ConfigureAwait(false);
        var rest = new byte[8192];
        for (int more; (more = await stream.ReadAsync(rest, cancellation).ConfigureAwait(false)) > 0;) Count += more;
    }
}
