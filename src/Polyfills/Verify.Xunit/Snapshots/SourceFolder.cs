namespace VerifyTests.Snapshots;

/// <summary>The folder of the test's source. Deterministic builds write /_/ for the repository's root.</summary>
internal static class SourceFolder
{
    public static string From(string sourceFile) => From(sourceFile, Environment.GetEnvironmentVariable);

    public static string From(string sourceFile, Func<string, string?> variable)
    {
        var folder = Path.GetDirectoryName(sourceFile) ?? "";
        if (Directory.Exists(folder)) return folder;
        return variable("KIT_SOURCE_ROOT") is { } root && sourceFile.StartsWith("/_/", StringComparison.Ordinal)
            ? Path.Combine(root, folder["/_/".Length..])
            : throw new VerifyException(
                $"Source folder: expected the folder of {sourceFile}, got no such folder. "
                + "Set KIT_SOURCE_ROOT to the repository's root.");
    }
}
