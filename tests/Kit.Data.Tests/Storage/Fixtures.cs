namespace Kit.Data.Tests.Storage;

/// <summary>Files that others wrote, where they stand beside the project; none where they do not.</summary>
internal static class Fixtures
{
    public static IEnumerable<string> Files(string pattern) =>
        Root is { } root ? Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories) : [];

    private static string? Root =>
        new[] { Environment.GetEnvironmentVariable("KIT_FIXTURES"), Beside("../shared/fixtures"), Beside("fixtures") }
            .FirstOrDefault(Directory.Exists);

    private static string Beside(string relative) =>
        Path.GetFullPath(Path.Combine(SourceFolder(), "../../..", relative));

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetDirectoryName(path)!;
}
