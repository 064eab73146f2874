using System.Globalization;
using System.Text.Json;

namespace Kit.Data.Datasets;

/// <summary>Walks one JSON array of any length, an element at a time, in memory bounded by the longest element.
/// </summary>
internal sealed class JsonArrayCursor(Stream stream)
{
    /// <summary>Longest element, bytes.</summary>
    public const int Limit = 64 << 20;

    private const int Chunk = 1 << 16;
    private byte[] buffer = new byte[Chunk];
    private int start;
    private int used;
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 64 });
    private Progress progress = Progress.Before;

    private enum Progress
    {
        Before,
        Inside,
        After,
    }

    /// <summary>The next element's bytes, valid until the next call; null at the array's end.</summary>
    /// <exception cref="JsonException">The text is no JSON array, is cut short, or an element is too long.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        for (var more = true; ;)
        {
            if (Take() is { } element) return element;
            if (progress is Progress.After) return Ended();
            if (!more) throw new JsonException("the end of the file inside the array");
            more = Fill();
        }
    }

    /// <summary>What the buffer holds of the next element, if it is all there.</summary>
    private ReadOnlyMemory<byte>? Take()
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, used - start), isFinalBlock: false, state);
        if (!reader.Read()) return null;
        if (progress is Progress.Before)
        {
            if (reader.TokenType is not JsonTokenType.StartArray) throw new JsonException("no array");
            Commit(reader, Progress.Inside);
            return Take();
        }

        if (reader.TokenType is JsonTokenType.EndArray && reader.CurrentDepth == 0)
        {
            Commit(reader, Progress.After);
            return null;
        }

        var begins = start + (int)reader.TokenStartIndex;
        if (!reader.TrySkip()) return null;
        Commit(reader, Progress.Inside);
        return buffer.AsMemory(begins, start - begins);
    }

    private void Commit(in Utf8JsonReader reader, Progress now)
    {
        (state, progress) = (reader.CurrentState, now);
        start += (int)reader.BytesConsumed;
    }

    private ReadOnlyMemory<byte>? Ended()
    {
        do
            if (buffer.AsSpan(start, used - start).Trim(" \t\r\n"u8).Length > 0)
                throw new JsonException("text behind the array");
            else
                start = used;
        while (Fill());
        return null;
    }

    private bool Fill()
    {
        buffer.AsSpan(start, used - start).CopyTo(buffer);
        (start, used) = (0, used - start);
        if (used > Limit) throw new JsonException(
            string.Create(CultureInfo.InvariantCulture, $"an element over {Limit} bytes"));
        if (used == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        var read = stream.Read(buffer, used, buffer.Length - used);
        used += read;
        return read > 0;
    }
}
