using System.Buffers.Binary;
using System.IO.Compression;
using Kit.Data.Video;
using Kit.Video;

namespace Kit.Data.Tests.Video;

public class PngSpecs
{
    [Fact]
    public void Decoding_gives_the_frame_back()
    {
        var frames = Drawn(2, 5, 3);
        var png = Png.From(frames, 1);
        Assert.Equal((3, 5), (Int(png, 16), Int(png, 20)));
        Assert.Equal(frames[1].ToArray(), Pixels(png, 5, 3));
    }

    [Fact]
    public void Signature_and_end_are_those_of_the_standard()
    {
        var png = Png.From(Drawn(1, 1, 1), 0);
        Assert.Equal("89504E470D0A1A0A0000000D49484452", Convert.ToHexString(png[..16]));
        Assert.Equal("0000000049454E44AE426082", Convert.ToHexString(png[^12..]));
    }

    [Fact]
    public void The_checksum_is_the_standards_check_value() =>
        Assert.Equal(0xCBF43926u, Crc32.Of("1234"u8, "56789"u8));

    [Theory]
    [InlineData(11)]
    [InlineData(0)]
    public void A_part_of_a_frame_is_refused(int bytes) => Assert.Equal(
        $"Picture: expected [H, W, 3] = [2, 2, 3] = 12 bytes, got {bytes}. Pass one whole frame.",
        Assert.Throws<ArgumentException>(() => Png.From(new byte[bytes], 2, 2)).Message);

    private static Frames Drawn(int count, int height, int width) => new(
        height, width, Enumerable.Range(0, count * height * width * 3).Select(i => (byte)(i * 37)).ToArray(),
        [.. Enumerable.Range(0, count).Select(i => i * 0.5)]);

    /// <summary>Reads a PNG of one IDAT with unfiltered rows.</summary>
    private static byte[] Pixels(byte[] png, int height, int width)
    {
        var length = Int(png, 33);
        Assert.Equal("IDAT"u8.ToArray(), png[37..41]);
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        var data = rows.ToArray();
        Assert.Equal(height * (3 * width + 1), data.Length);
        Assert.All(Enumerable.Range(0, height), row => Assert.Equal(0, data[row * (3 * width + 1)]));
        return [.. Enumerable.Range(0, height).SelectMany(row => data.Skip(row * (3 * width + 1) + 1).Take(3 * width))];
    }

    private static int Int(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(offset));
}
