using System.Security.Cryptography;
using System.Text;

namespace Kit.Report;

/// <summary>plotly.js itself, as a page carries it: its figures answer to the mouse, without a network.</summary>
/// <remarks>Pages are drawn in SVG and need no script; that is the default, because the library is 1.2 MB that is not
/// ours to keep in this repository, and a build must not depend on a registry. Whoever wants interactive figures names
/// the file, or the folder of <c>npm install plotly.js-basic-dist-min</c>; the SVG stays in the page for print, and for
/// readers without script.</remarks>
public sealed record PlotlyJs
{
    /// <summary>A page stays below 6 MB with it.</summary>
    private const int Largest = 5_000_000;

    private PlotlyJs(string source) => Source = source;

    /// <summary>JavaScript, LF.</summary>
    internal string Source { get; }

    /// <summary>The library from a file, or from a folder where npm installed one of its <c>dist-min</c>
    /// packages: the smallest.</summary>
    /// <exception cref="FileNotFoundException">Nothing of that kind is there.</exception>
    /// <exception cref="InvalidDataException">The file is something else, or too large for a page.</exception>
    public static PlotlyJs Read(string path)
    {
        var file = File.Exists(path) ? path : Candidates(path).MinBy(found => new FileInfo(found).Length)
            ?? throw new FileNotFoundException($"plotly.js: expected a file, or a folder that holds one, got {path}. "
                + "Run npm install plotly.js-basic-dist-min there.", path);
        if (new FileInfo(file).Length > Largest) throw new InvalidDataException(
            $"plotly.js: expected at most {Largest} bytes, got {new FileInfo(file).Length} in {file}. "
            + "Take a smaller bundle, such as plotly.js-basic-dist-min.");
        var source = File.ReadAllText(file).ReplaceLineEndings("\n");
        return source.Contains("Plotly", StringComparison.Ordinal)
            && !source.Contains("</script", StringComparison.OrdinalIgnoreCase)
            ? new PlotlyJs(source)
            : throw new InvalidDataException(
                $"plotly.js: expected the library's script, got another text in {file}. Name plotly-basic.min.js.");
    }

    /// <summary>What a page's security policy lets run: this text and no other.</summary>
    internal static string Allowed(string script) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    private static IEnumerable<string> Candidates(string folder) =>
        new[] { folder, Path.Combine(folder, "node_modules") }.Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, "plotly*.min.js")
                .Concat(Directory.EnumerateDirectories(place, "plotly.js*-dist-min")
                    .SelectMany(package => Directory.EnumerateFiles(package, "plotly*.min.js"))));
}
