using System.Buffers.Binary;

namespace Kit.Data.Video;

/// <summary>What the first bytes of a picture file say; its name does not count.</summary>
/// <param name="Demuxer">What ffmpeg calls a pipe of such pictures.</param>
/// <param name="Size">As stored: a note to turn the picture is not followed, as loaders of frames do not.</param>
internal sealed record PictureHeader(string Demuxer, FrameSize Size)
{
    private const int Length = 30;

    /// <exception cref="UnreadableVideoException">Missing, or no picture.</exception>
    public static PictureHeader Read(string path)
    {
        try
        {
            // A named pipe has no length either, and would be waited for.
            if (new FileInfo(path).Length == 0) throw Refused(path, "0 bytes");
            using var file = File.OpenRead(path);
            return Read(file) ?? throw Refused(path, "another or a cut off file");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, error is FileNotFoundException or DirectoryNotFoundException
                ? "no file of this name" : "one that cannot be opened", error);
        }
    }

    private static PictureHeader? Read(FileStream file)
    {
        var bytes = new byte[Length];
        var count = file.ReadAtLeast(bytes, Length, throwOnEndOfStream: false);
        return bytes.AsSpan(0, count) switch
        {
            [0xFF, 0xD8, 0xFF, ..] => JpegSize.In(file) is { } size ? new("jpeg_pipe", size) : null,
            { Length: < Length } => null,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] and var png => new("png_pipe", Png(png)),
            [(byte)'B', (byte)'M', ..] and var bmp => new("bmp_pipe", Bmp(bmp)),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _,
                (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] and var webp => new("webp_pipe", WebP(webp)),
            _ => null,
        };
    }

    private static FrameSize Png(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadInt32BigEndian(bytes[20..]), BinaryPrimitives.ReadInt32BigEndian(bytes[16..]));

    /// <summary>A negative height tells that the rows stand from top to bottom.</summary>
    private static FrameSize Bmp(ReadOnlySpan<byte> bytes) => Int(bytes[14..]) == 12
        ? new(Int(bytes[18..]) >>> 16, Int(bytes[18..]) & 0xFFFF)
        : new(Int(bytes[22..]) is var height and not int.MinValue ? Math.Abs(height) : 0, Int(bytes[18..]));

    /// <summary>Lossless, extended, or lossy.</summary>
    private static FrameSize WebP(ReadOnlySpan<byte> bytes) => (char)bytes[15] switch
    {
        'L' => new(1 + ((Int(bytes[21..]) >> 14) & 0x3FFF), 1 + (Int(bytes[21..]) & 0x3FFF)),
        'X' => new(1 + (Int(bytes[26..]) >>> 8), 1 + (Int(bytes[24..]) & 0xFFFFFF)),
        _ => new(Int(bytes[26..]) >> 16 & 0x3FFF, Int(bytes[26..]) & 0x3FFF),
    };

    private static int Int(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    private static UnreadableVideoException Refused(string path, string instead, Exception? cause = null) => new(
        path, $"picture: expected PNG, JPEG, WebP or BMP, got {instead}.", "Extract or copy the frame again.", cause);
}
