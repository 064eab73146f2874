using System.Buffers.Binary;
using System.IO.Compression;
using Kit.Video;

namespace Kit.Data.Video;

/// <summary>Writes an RGB frame as PNG (ISO 15948): 8 bits, no filter, one IDAT.</summary>
public static class Png
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>One frame of a clip.</summary>
    public static byte[] From(Frames frames, int frame) => From(frames[frame].Span, frames.Height, frames.Width);

    /// <summary>H·W·3 bytes, row-major.</summary>
    public static byte[] From(ReadOnlySpan<byte> rgb, int height, int width)
    {
        if (rgb.Length != height * width * 3 || rgb.Length == 0)
            throw new ArgumentException(
                $"Picture: expected [H, W, 3] = [{height}, {width}, 3] = {height * width * 3} bytes, got {rgb.Length}. "
                + "Pass one whole frame.");
        using var png = new MemoryStream();
        png.Write(Signature);
        Chunk(png, "IHDR"u8, Header(height, width));
        Chunk(png, "IDAT"u8, Compressed(rgb, 3 * width));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Header(int height, int width)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2); // bits a channel; colour without a palette
        return header;
    }

    /// <summary>Each row after a byte 0, "unfiltered".</summary>
    private static byte[] Compressed(ReadOnlySpan<byte> rgb, int stride)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var row = 0; row < rgb.Length; row += stride)
            {
                zlib.WriteByte(0);
                zlib.Write(rgb.Slice(row, stride));
            }

        return data.ToArray();
    }

    private static void Chunk(Stream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, data));
        png.Write(number);
    }
}
