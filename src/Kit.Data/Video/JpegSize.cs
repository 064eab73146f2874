namespace Kit.Data.Video;

/// <summary>Finds the size of a JPEG (ITU T.81, B.2.2): it stands in the frame's header, behind segments of any
/// length.</summary>
internal static class JpegSize
{
    private const int StartOfFrame = 0xC0, Tables = 0xC4, Extension = 0xC8, Conditioning = 0xCC, EndOfImage = 0xD9,
        StartOfScan = 0xDA;

    /// <summary>Null where the file ends, or its pixels begin, before a size.</summary>
    public static FrameSize? In(Stream file)
    {
        file.Position = 2;
        while (Marker(file) is { } marker and not (EndOfImage or StartOfScan))
        {
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7)) continue; // these stand alone
            if (Short(file) is not (>= 2 and var length)) return null;
            if (IsFrame(marker)) return Size(file);
            file.Position += length - 2;
        }

        return null;
    }

    private static bool IsFrame(int marker) => marker is >= StartOfFrame and <= 0xCF
        and not (Tables or Extension or Conditioning);

    private static FrameSize? Size(Stream file)
    {
        _ = file.ReadByte(); // bits a sample
        return (Short(file), Short(file)) is ({ } height, { } width) ? new(height, width) : null;
    }

    /// <summary>The byte after any number of 0xFF.</summary>
    private static int? Marker(Stream file)
    {
        if (file.ReadByte() != 0xFF) return null;
        int marker;
        while ((marker = file.ReadByte()) == 0xFF) { }

        return marker < 0 ? null : marker;
    }

    private static int? Short(Stream file) =>
        (file.ReadByte(), file.ReadByte()) is (>= 0 and var high, >= 0 and var low) ? (high << 8) | low : null;
}
