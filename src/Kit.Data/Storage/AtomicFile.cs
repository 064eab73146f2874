namespace Kit.Data.Storage;

/// <summary>Writes a file whole or not at all.</summary>
/// <remarks>Temporary name in the same folder, flush to the disk, rename: a reader sees the old file or the new one,
/// and an exception or a power cut leaves the old one.</remarks>
public static class AtomicFile
{
    private const int Buffer = 1 << 20;

    /// <summary>Replaces <paramref name="path"/> with what <paramref name="write"/> puts into the stream.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var temporary = Temporary(target);
        try
        {
            Fill(temporary, write);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Replaces <paramref name="path"/> with UTF-8 text, without a byte-order mark.</summary>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>A name beside the target that no other writer uses; hidden, so that listings skip it.</summary>
    internal static string Temporary(string target)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(target)!).FullName;
        return Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():n}.tmp");
    }

    internal static void Fill(string temporary, Action<Stream> write)
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer);
        write(stream);
        stream.Flush(flushToDisk: true);
    }
}
