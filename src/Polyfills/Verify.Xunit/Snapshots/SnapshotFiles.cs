using System.Collections.Concurrent;
using System.Reflection;

namespace VerifyTests.Snapshots;

/// <summary>The two files of one snapshot: {directory}/{Type}.{Method}{_name=value…}.verified|received.{ext}.</summary>
internal sealed record SnapshotFiles(string Directory, string Prefix, string Extension)
{
    private static readonly ConcurrentDictionary<string, bool> Used = new(StringComparer.OrdinalIgnoreCase);

    public string VerifiedName => $"{Prefix}.verified.{Extension}";

    public string ReceivedName => $"{Prefix}.received.{Extension}";

    public string Verified => Path.Combine(Directory, VerifiedName);

    public string Received => Path.Combine(Directory, ReceivedName);

    public static SnapshotFiles From(MethodInfo test, string sourceFile, string extension, VerifySettings settings) =>
        new(
            Path.Combine(SourceFolder.From(sourceFile), settings.Directory ?? ""),
            settings.FileName ?? Named(test, settings),
            extension);

    /// <summary>Two snapshots of one name in one run would overwrite each other.</summary>
    public static void Reserve(SnapshotFiles files)
    {
        if (!Used.TryAdd(Path.Combine(files.Directory, files.Prefix), true))
            throw new VerifyException(
                $"The prefix has already been used: expected one snapshot named {files.Prefix}, got two. "
                + "Tell them apart with UseParameters, UseTextForParameters or UseMethodName.");
    }

    private static string Named(MethodInfo test, VerifySettings settings) =>
        $"{settings.TypeName ?? NameOf(test.ReflectedType!)}.{settings.MethodName ?? test.Name}"
        + ParameterText.From(test, settings);

    private static string NameOf(Type type) =>
        type.DeclaringType is null ? type.Name : $"{NameOf(type.DeclaringType)}.{type.Name}";
}
