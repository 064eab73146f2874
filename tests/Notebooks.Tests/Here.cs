using System.Runtime.CompilerServices;
using Kit.Report.Notebooks;
using Kit.Report.Notebooks.Running;

namespace Notebooks.Tests;

/// <summary>Where files lie, and short ways to run cells.</summary>
internal static class Here
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(File())!, "..", ".."));

    /// <summary>A file beside these tests.</summary>
    public static string Beside(params string[] parts) =>
        Path.Combine([Path.GetDirectoryName(File())!, .. parts]);

    public static NotebookCell InCSharp(string source) => new(Language.CSharp, source);

    public static NotebookCell InFSharp(string source) => new(Language.FSharp, source);

    /// <summary>Runs cells in this process, one after the other.</summary>
    public static async Task<Sequence<CellOutput>[]> Run(params NotebookCell[] cells) =>
        await Run(Path.GetTempPath(), [], cells);

    public static async Task<Sequence<CellOutput>[]> Run(
        string folder, NotebookParameter[] parameters, params NotebookCell[] cells)
    {
        using var session = new NotebookSession(folder, parameters, TextWriter.Null);
        var outputs = new List<Sequence<CellOutput>>();
        for (var i = 0; i < cells.Length; i++) outputs.Add((await session.Run(cells[i], i + 1, i + 1)).Outputs);
        return [.. outputs];
    }

    private static string File([CallerFilePath] string path = "") => path;
}

/// <summary>A folder that goes when the test ends.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kit-notebook-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
