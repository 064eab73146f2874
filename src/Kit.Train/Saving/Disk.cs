using System.Runtime.InteropServices;
using System.Text;

namespace Kit.Train.Saving;

/// <summary>Folders that appear whole or not at all, and stay after a power cut.</summary>
internal static class Disk
{
    private const string Mark = ".tmp";

    /// <summary>Fills a hidden folder beside the target, flushes it, and gives it its name.</summary>
    /// <param name="target">Where it shall appear; what is there is replaced.</param>
    /// <param name="fill">Writes files that it flushes itself.</param>
    public static void Publish(string target, Action<string> fill)
    {
        var temporary = Directory.CreateDirectory(Hidden(target)).FullName;
        try
        {
            fill(temporary);
            Flush(temporary);
            Remove(target);
            Directory.Move(temporary, target);
            Flush(Path.GetDirectoryName(target)!);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Removes a folder: first its name, then its files, so that no half of it is ever seen.</summary>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder)) return;
        var hidden = Hidden(folder);
        Directory.Move(folder, hidden);
        Directory.Delete(hidden, recursive: true);
    }

    /// <summary>Removes what interrupted writers left.</summary>
    public static void Sweep(string parent)
    {
        foreach (var left in Directory.EnumerateDirectories(parent, $".*{Mark}"))
            Directory.Delete(left, recursive: true);
    }

    private static string Hidden(string target) => Path.Combine(
        Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():n}{Mark}");

    /// <summary>Brings a folder's list of names to the disk; Windows does that by itself.</summary>
    private static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(Encoding.UTF8.GetBytes(folder + "\0"), 0);
        if (handle < 0) throw Failed(folder);
        try
        {
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() is not Unsupported) throw Failed(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failed(string folder) => new(
        $"{folder}: expected the folder to reach the disk, got {Marshal.GetLastPInvokeErrorMessage()}. "
        + "Check the disk.");

    /// <summary>EINVAL: a file system without it.</summary>
    private const int Unsupported = 22;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
