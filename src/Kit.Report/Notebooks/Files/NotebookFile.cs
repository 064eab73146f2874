using System.Text;
using Kit.Data.Storage;

namespace Kit.Report.Notebooks.Files;

/// <summary>Which form a file's ending means.</summary>
internal static class NotebookFile
{
    private const long Largest = 256 << 20;

    public static Notebook Read(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".ipynb" => Named(path, text => IpynbReader.From(text)),
        ".dib" => Named(path, text => DibReader.From(text)),
        ".cs" or ".csx" => Named(path, text => ScriptReader.From(text, ScriptForm.CSharp)),
        ".fsx" => Named(path, text => ScriptReader.From(text, ScriptForm.FSharp)),
        var other => throw Unknown(path, other, "one of [.ipynb, .dib, .cs, .fsx]"),
    };

    public static void Write(Notebook notebook, string path) => AtomicFile.WriteText(path,
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".ipynb" => notebook.ToIpynb(),
            ".dib" => notebook.ToDib(),
            ".cs" => CSharpScriptFile.From(notebook, path),
            ".fsx" => FSharpScriptFile.From(notebook),
            ".html" => notebook.ToHtml(Path.GetFileNameWithoutExtension(path)),
            var other => throw Unknown(path, other, "one of [.ipynb, .dib, .cs, .fsx, .html]"),
        });

    /// <summary>Whether it is a form that cannot be read back.</summary>
    public static bool IsPage(string path) =>
        Path.GetExtension(path).Equals(".html", StringComparison.OrdinalIgnoreCase);

    private static Notebook Named(string path, Func<string, Notebook> read)
    {
        if (new FileInfo(path) is { Exists: true, Length: > Largest }) throw new InvalidDataException(
            $"{path}: expected at most {Largest >> 20} MiB, got more. Clear the notebook's outputs.");
        try
        {
            return read(File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{path}: expected UTF-8 text, got other bytes. Save it as UTF-8.", error);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private static InvalidDataException Unknown(string path, string got, string expected) =>
        new($"{path}: expected {expected}, got {(got.Length > 0 ? got : "no ending")}. Name the file by its form.");
}
