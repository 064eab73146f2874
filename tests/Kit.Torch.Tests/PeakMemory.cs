using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kit.Torch.Tests.Heads;
using Kit.Torch.Tests.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests;

/// <summary>A process that computes once and prints by how many bytes that raised its peak.</summary>
public static class PeakMemory
{
    private const int Warm = 64, MappingThreshold = -3, TopPadding = -2;

    /// <summary>WHAT TOKENS.</summary>
    public static int Main(string[] arguments)
    {
        Action<int> pass = arguments[0] == nameof(HeadMemorySpecs) ? HeadMemorySpecs.Score : TreeAttentionMemory.Pass;
        GiveBackWhatIsFreed();
        pass(Warm);
        _ = malloc_trim(0);
        File.WriteAllText("/proc/self/clear_refs", "5");                   // the peak counts from here
        var before = Read("VmRSS:");
        pass(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        Console.WriteLine(Read("VmHWM:") - before);
        return 0;
    }

    /// <summary>What so many tokens cost in a process of their own.</summary>
    /// <param name="what">The class that tests it.</param>
    /// <param name="tokens">How many.</param>
    public static long Of(string what, int tokens)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(PeakMemory).Assembly.Location, what, $"{tokens}"]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.Parse(said, CultureInfo.InvariantCulture);
    }

    /// <summary>From here a block of 64 KiB or more is a mapping of its own and gone when it is freed. The allocator would
    /// keep it, and how it cuts up what it keeps differs from run to run.</summary>
    private static void GiveBackWhatIsFreed()
    {
        manual_seed(0);                                                    // the library's own choice comes first
        _ = mallopt(MappingThreshold, 1 << 16) + mallopt(TopPadding, 0);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mallopt(int parameter, int value);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int malloc_trim(nint kept);

    private static long Read(string what) => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith(what, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
