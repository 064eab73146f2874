namespace Kit.Data.Datasets;

/// <summary>Where a data set's media lie; paths that lead out of it are refused.</summary>
public sealed record MediaFolder
{
    /// <summary>Paths are relative to a folder and stay inside it.</summary>
    public MediaFolder(string folder) : this(folder, folder) { }

    /// <summary>Paths are relative to one folder and stay inside another.</summary>
    /// <param name="from">Where relative paths start.</param>
    /// <param name="within">Where every path must end up; a folder at or above <paramref name="from"/>, as a rule.
    /// </param>
    public MediaFolder(string from, string within) =>
        (From, Within) = (Path.GetFullPath(from), Path.TrimEndingDirectorySeparator(Path.GetFullPath(within)));

    public string From { get; }

    public string Within { get; }

    /// <summary>The full path of what a record names; it need not exist.</summary>
    /// <exception cref="InvalidDataException">The path is empty or leads out of <see cref="Within"/>.</exception>
    public string Resolve(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)) throw Refused(path);
        var full = Path.GetFullPath(path, From);
        return full.StartsWith(Within + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full : throw Refused(path);
    }

    /// <summary>The medium at the full paths of what it names; they need not exist.</summary>
    /// <exception cref="InvalidDataException">A path is empty or leads out of <see cref="Within"/>.</exception>
    public Media Resolve(Media media) => media.At(Resolve);

    private InvalidDataException Refused(string path) => new(
        $"path \"{path}\": expected a file inside {Within}, got one that leads elsewhere. "
        + "Correct the record, or name a folder that holds all media.");
}
