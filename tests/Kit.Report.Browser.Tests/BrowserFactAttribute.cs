namespace Kit.Report.Browser.Tests;

/// <summary>A fact about pages in Chromium; left out, by name, on a machine without one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() =>
        Skip = Browser.Program is null ? "No Chromium here: src/setup.sh installs it where it can." : null;
}

/// <summary>A fact about interactive figures, which also need plotly.js.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PlotlyFactAttribute : BrowserFactAttribute
{
    public PlotlyFactAttribute() => Skip ??= Directory.Exists(Path.Combine(Folder, "node_modules"))
        ? null
        : "No plotly.js here: src/setup.sh installs it with npm where it can.";

    /// <summary>Where src/setup.sh puts it.</summary>
    public static string Folder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "artifacts", "npm");

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Kit.sln"))
        ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException(
            "tests: expected Kit.sln above them, got none. Run them where they were built."));
}
