using System.Text.Json;

namespace Kit.Models.Tests.Fixtures;

/// <summary>Checkpoints with numbers that others computed from them, where they stand beside the project.</summary>
internal static class FixtureFolders
{
    /// <summary>The row that a theory gets where there are no fixtures: it passes, and its name says so.</summary>
    public const string Absent = "no fixtures here";

    /// <summary>Folders below models/ whose configuration names one of these architectures.</summary>
    public static TheoryData<string> Of(params string[] architectures) =>
        [.. Models.Where(m => architectures.Contains(m.Architecture)).Select(m => m.Folder).DefaultIfEmpty(Absent)];

    /// <summary>Every folder below models/, with what its configuration says it is.</summary>
    public static IEnumerable<(string Folder, string Architecture)> Models => Root is { } root
        ? Directory.EnumerateFiles(root, "expected.safetensors", SearchOption.AllDirectories)
            .Select(f => Path.GetDirectoryName(f)!).Where(f => File.Exists(Path.Combine(f, "config.json")))
            .Select(f => (f, Architecture(f))).Order()
        : [];

    /// <summary>Folders with a PEFT adapter and the model that it belongs to.</summary>
    public static TheoryData<string> Adapters => [.. Configured.Order().DefaultIfEmpty(Absent)];

    /// <summary>A file below the root, or null.</summary>
    public static string? Find(string relative) =>
        Root is { } root && File.Exists(Path.Combine(root, relative)) ? Path.Combine(root, relative) : null;

    private static string? Root =>
        new[] { Environment.GetEnvironmentVariable("KIT_FIXTURES"), Beside("../shared/fixtures"), Beside("fixtures") }
            .FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Configured => Root is { } root
        ? Directory.EnumerateFiles(root, "adapter_config.json", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f)!)
        : [];

    private static string Architecture(string folder)
    {
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config.json")));
        return config.RootElement.GetProperty("architectures")[0].GetString()!;
    }

    private static string Beside(string relative) => Path.GetFullPath(Path.Combine(SourceFolder(), "../../..", relative));

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetDirectoryName(path)!;
}
