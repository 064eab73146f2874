using System.Globalization;

namespace Kit.Data.Storage;

/// <summary>Cuts a stream into lines of bounded length.</summary>
internal static class TextLines
{
    private const int Chunk = 1 << 16;

    /// <param name="stream">UTF-8; a byte-order mark is skipped.</param>
    /// <param name="limit">Bytes.</param>
    /// <param name="refused">The exception for (line number, fault).</param>
    public static IEnumerable<TextLine> Read(Stream stream, int limit, Func<int, string, Exception> refused)
    {
        var (buffer, used, number) = (new byte[Chunk], 0, 1);
        for (var more = true; more;)
        {
            if (used == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            var read = stream.Read(buffer, used, buffer.Length - used);
            more = read > 0;
            var (start, searched) = (number == 1 && Opens(buffer.AsSpan(0, used + read)) ? 3 : 0, used);
            used += read;
            for (var end = LineEnd(buffer, searched, used); end >= 0; end = LineEnd(buffer, start, used))
            {
                yield return new(number++, buffer.AsMemory(start, end - start), true);
                start = end + 1;
            }

            buffer.AsSpan(start, used - start).CopyTo(buffer);
            used -= start;
            if (used > limit) throw refused(number, string.Create(CultureInfo.InvariantCulture, $"over {limit} bytes"));
        }

        if (used > 0) yield return new(number, buffer.AsMemory(0, used), false);
    }

    private static bool Opens(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);

    private static int LineEnd(byte[] buffer, int from, int to)
    {
        var at = buffer.AsSpan(from, to - from).IndexOf((byte)'\n');
        return at < 0 ? -1 : from + at;
    }
}
