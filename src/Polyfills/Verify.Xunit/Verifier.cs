using System.Reflection;
using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyTests.Snapshots;

namespace VerifyXunit;

/// <summary>Compares text with the verified file beside the test.</summary>
/// <remarks>Only strings: the kit renders its own stable text, so that the real package writes the same files.
/// Deviation: paths inside the text are not replaced by placeholders; the kit's text never holds any.</remarks>
public static partial class Verifier
{
    public static SettingsTask Verify(
        string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(Task.FromResult(target), "txt", settings, sourceFile);

    public static SettingsTask Verify(
        Task<string> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(target!, "txt", settings, sourceFile);

    public static SettingsTask Verify(
        string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(Task.FromResult(target), extension, settings, sourceFile);

    public static SettingsTask Verify(
        Task<string> target, string extension, VerifySettings? settings = null,
        [CallerFilePath] string sourceFile = "") =>
        Start(target!, extension, settings, sourceFile);

    private static SettingsTask Start(
        Task<string?> target, string extension, VerifySettings? settings, string sourceFile)
    {
        var test = Test();
        return new SettingsTask(
            settings,
            async chosen =>
            {
                var files = SnapshotFiles.From(test, sourceFile, extension, chosen);
                if (chosen.RequireUniquePrefix) SnapshotFiles.Reserve(files);
                return await SnapshotCheck.Run(
                    files, await target, Acceptance.FromEnvironment(), chosen.StringComparer);
            });
    }

    private static MethodInfo Test() => UseVerifyAttribute.TryGet(out var method)
        ? method
        : throw new InvalidOperationException(
            "Verifier: expected a running xunit test, got none. Call Verify from a test method, in an assembly that "
            + "has [assembly: VerifyXunit.UseVerify] (projects with <KitPackage Include=\"Verify.Xunit\" /> have it).");
}
