namespace Kit.Data.Storage;

/// <summary>Replaces the files of a folder together, so that no reader ever meets a mixture of old and new.</summary>
/// <remarks>All files are written under hidden names and flushed; then the old entry file goes, the files take their
/// names, and the entry, without which readers refuse the folder, takes its name last. An exception or a power cut
/// leaves the old files, or a folder without an entry, or the new files. Other files in the folder stay.</remarks>
public static class AtomicFolder
{
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="files">Names in the folder and what to put into them; the last one is the entry.</param>
    /// <param name="stale">Which files of an earlier state must not stay beside the new ones.</param>
    public static void Write(
        string folder, IReadOnlyList<(string Name, Action<Stream> Write)> files, Func<string, bool> stale)
    {
        var target = Directory.CreateDirectory(folder).FullName;
        var moves = files.Select(f => (f.Write, To: Inside(target, f.Name)))
            .Select(f => (f.Write, From: AtomicFile.Temporary(f.To), f.To)).ToArray();
        try
        {
            foreach (var (write, from, _) in moves) AtomicFile.Fill(from, write);
            File.Delete(moves[^1].To);
            foreach (var old in Directory.EnumerateFiles(target))
                if (stale(Path.GetFileName(old))) File.Delete(old);
            foreach (var (_, from, to) in moves) File.Move(from, to, overwrite: true);
        }
        finally
        {
            foreach (var (_, from, _) in moves) File.Delete(from);
        }
    }

    private static string Inside(string folder, string name) => name.Length > 0 && Path.GetFileName(name) == name
        ? Path.Combine(folder, name)
        : throw new ArgumentException(
            $"file name: expected one without a folder, got \"{name}\". Give the name alone.");
}
