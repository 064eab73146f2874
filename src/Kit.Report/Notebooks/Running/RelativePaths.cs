using System.Text.RegularExpressions;

namespace Kit.Report.Notebooks.Running;

/// <summary>Keeps <c>#r</c>, <c>#load</c> and <c>#!import</c> pointing at the same files when a notebook
/// moves.</summary>
internal static partial class RelativePaths
{
    public static Notebook Moved(Notebook notebook, string from, string to)
    {
        var (source, target) = (Folder(from), Folder(to));
        return source == target ? notebook : notebook.With(notebook.Cells.Select(cell =>
            cell.Language == Language.Markdown ? cell
                : cell with { Source = Reference().Replace(cell.Source, match => Moved(match, source, target)) }));
    }

    private static string Moved(Match reference, string source, string target)
    {
        var path = reference.Groups["path"].Value;
        var moved = IsRelative(path)
            ? Path.GetRelativePath(target, Path.GetFullPath(path, source)).Replace('\\', '/') : path;
        return reference.Groups["before"].Value + moved + reference.Groups["after"].Value;
    }

    /// <summary>A file's path; not a package, nor an assembly's bare name.</summary>
    private static bool IsRelative(string path) => !path.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)
        && !Path.IsPathRooted(path)
        && (path.Contains('/') || Path.GetExtension(path) is ".dll" or ".cs" or ".csx" or ".fsx" or ".dib" or ".ipynb");

    private static string Folder(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    [GeneratedRegex("""(?m)^(?<before>\s*#(?:r|load)\s+@?"|#!import\s+"?)(?<path>[^"\r\n]+?)(?<after>"?\s*)$""")]
    private static partial Regex Reference();
}
