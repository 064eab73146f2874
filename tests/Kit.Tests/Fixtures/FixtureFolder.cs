using System.Runtime.CompilerServices;

namespace Kit.Tests.Fixtures;

/// <summary>Where the numbers of other implementations lie.</summary>
internal static class FixtureFolder
{
    /// <summary>A file of the first folder that has it: <c>KIT_FIXTURES</c>, the folder beside the project, our copy.
    /// </summary>
    public static string File(string name) =>
        Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(System.IO.File.Exists)
        ?? throw new FileNotFoundException($"{name}: expected in one of [{string.Join(", ", Folders())}], got none.");

    private static string[] Folders()
    {
        var tests = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));
        var beside = Path.Combine(tests, "..", "..", "shared", "fixtures");
        var named = Environment.GetEnvironmentVariable("KIT_FIXTURES");
        string?[] folders = [named, beside, Path.Combine(tests, "Fixtures")];
        return [.. folders.OfType<string>().Where(folder => folder.Length > 0).Select(Path.GetFullPath)];
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
