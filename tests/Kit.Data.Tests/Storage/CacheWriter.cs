using System.Diagnostics;
using System.Globalization;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

/// <summary>A process that writes all keys of a cache, over and over, for tests of processes side by side.</summary>
public static class CacheWriter
{
    private const int Values = 4096;

    public static Fingerprint Print { get; } = Fingerprint.From(("weights", "w1"));

    public static IReadOnlyList<string> Keys { get; } = [.. Enumerable.Range(0, 8).Select(i => $"clip {i}")];

    /// <summary>FOLDER ROUNDS.</summary>
    public static int Main(string[] arguments)
    {
        var cache = TensorCache.Open(new Cache(arguments[0]), "visual", Print);
        for (var round = 0; round < int.Parse(arguments[1], CultureInfo.InvariantCulture); round++)
            foreach (var key in Keys) cache.Store(key, [Tensor(key)]);
        return 0;
    }

    /// <summary>The same folder and rounds in a process of its own.</summary>
    public static Process Start(string folder, int rounds) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(CacheWriter).Assembly.Location, folder, rounds.ToString(CultureInfo.InvariantCulture)]))!;

    /// <summary>What belongs to a key.</summary>
    public static TensorSource Tensor(string key) => TensorSource.From(
        "tokens", TensorType.F32, [Values],
        TensorValues.ToBytes(Enumerable.Range(0, Values).Select(i => (float)(i + key[^1])).ToArray()));
}
