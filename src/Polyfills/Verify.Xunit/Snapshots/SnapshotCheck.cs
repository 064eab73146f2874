using System.Text;

namespace VerifyTests.Snapshots;

/// <summary>Compares text with a verified file; UTF-8 with BOM, LF, no final newline of our own.</summary>
internal static class SnapshotCheck
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: true);

    private static readonly IReadOnlyDictionary<string, object> NoContext = new Dictionary<string, object>();

    /// <summary>To the letter.</summary>
    public static VerifyResult Run(SnapshotFiles files, string? target, Acceptance acceptance)
    {
        var (received, verified) = (Received(target), Verified(files));
        return received == verified ? Held(files, received) : Differs(files, received, verified, acceptance, null);
    }

    /// <summary>By a comparison of the test's own, where the letters differ; what it holds for equal is not
    /// rewritten.</summary>
    public static async Task<VerifyResult> Run(
        SnapshotFiles files, string? target, Acceptance acceptance, StringCompare? compare)
    {
        var (received, verified) = (Received(target), Verified(files));
        if (compare is null || verified is null || received == verified) return Run(files, target, acceptance);
        var found = await compare(received, verified, NoContext);
        return found.IsEqual
            ? Held(files, verified)
            : Differs(files, received, verified, acceptance, found.Message);
    }

    private static string Received(string? target) =>
        Normal(target switch { null => "null", "" => "emptyString", _ => target });

    private static string? Verified(SnapshotFiles files) =>
        File.Exists(files.Verified) ? Normal(File.ReadAllText(files.Verified, Encoding)) : null;

    private static VerifyResult Differs(
        SnapshotFiles files, string received, string? verified, Acceptance acceptance, string? found)
    {
        if (acceptance == Acceptance.Accept) return Accepted(files, received);
        Write(files.Received, received);
        throw new VerifyException(Message(files, received, verified, found) + Refusal(acceptance));
    }

    private static VerifyResult Held(SnapshotFiles files, string text)
    {
        File.Delete(files.Received);
        return new VerifyResult(files.Verified, text);
    }

    private static VerifyResult Accepted(SnapshotFiles files, string text)
    {
        Write(files.Verified, text);
        return Held(files, text);
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, text, Encoding);
        File.Move(temporary, path, overwrite: true);
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n");

    private static string Message(SnapshotFiles files, string received, string? verified, string? found)
    {
        var kind = verified is null ? "New" : "NotEqual";
        var expected = verified is null
            ? ""
            : $"Verified: {files.VerifiedName}\n{verified}\n{found ?? Differences(received, verified)}";
        return $"""
            Directory: {files.Directory}
            {kind}:
              - Received: {files.ReceivedName}
                Verified: {files.VerifiedName}

            FileContent:

            {kind}:

            Received: {files.ReceivedName}
            {received}
            {expected}
            Run the tests with KIT_ACCEPT=1 to accept.
            """;
    }

    /// <summary>The lines that differ, numbered: a long table is read here, not above.</summary>
    private static string Differences(string received, string verified)
    {
        var (now, before) = (received.Split('\n'), verified.Split('\n'));
        var lines = Enumerable.Range(0, Math.Max(now.Length, before.Length))
            .Where(i => now.ElementAtOrDefault(i) != before.ElementAtOrDefault(i))
            .Select(i => $"  line {i + 1}\n    - {before.ElementAtOrDefault(i)}\n    + {now.ElementAtOrDefault(i)}");
        return $"Differences (- verified, + received):\n{string.Join('\n', lines.Take(20))}";
    }

    private static string Refusal(Acceptance acceptance) => acceptance == Acceptance.Refused
        ? "\nKIT_ACCEPT=1 is refused where CI is set: a build server never accepts."
        : "";
}
