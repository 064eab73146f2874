using System.Diagnostics;
using System.Globalization;

namespace Kit.Report.Notebooks.Kernels;

/// <summary>Where in the notebook an exception came from; frames outside cells, which name a machine's paths, are left
/// out.</summary>
internal static class CellTrace
{
    public static string[] Lines(Exception error) =>
        [.. new StackTrace(error, fNeedFileInfo: true).GetFrames().Select(Place).OfType<string>().Distinct()];

    public static string At(string place, int line) =>
        string.Create(CultureInfo.InvariantCulture, $"{place}, line {line}");

    private static string? Place(StackFrame frame) =>
        Path.GetFileName(frame.GetFileName()) is { } file && file.StartsWith("cell ", StringComparison.Ordinal)
            ? At(file, frame.GetFileLineNumber()) : null;
}
