using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Heads;

/// <summary>A process that scores tokens once and prints by how many bytes that raised its peak.</summary>
public static class HeadMemory
{
    public const int Vocabulary = 1 << 14;

    private const int Width = 16, Warm = 64, MappingThreshold = -3, TopPadding = -2;

    /// <summary>TOKENS.</summary>
    public static int Main(string[] arguments)
    {
        GiveBackWhatIsFreed();
        Score(Warm);
        _ = malloc_trim(0);
        File.WriteAllText("/proc/self/clear_refs", "5");                   // the peak counts from here
        var before = Read("VmRSS:");
        Score(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        Console.WriteLine(Read("VmHWM:") - before);
        return 0;
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

    /// <summary>What so many tokens cost in a process of their own.</summary>
    public static long Bytes(int tokens)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(HeadMemory).Assembly.Location, $"{tokens}"]) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return long.Parse(said, CultureInfo.InvariantCulture);
    }

    /// <summary>Every quantity, forward and backward, to the states and a trained output layer.</summary>
    private static void Score(int tokens)
    {
        using var scope = NewDisposeScope();
        var hidden = randn([tokens, Width], requires_grad: true);
        var weight = randn([Vocabulary, Width], requires_grad: true);
        var targets = randint(0, Vocabulary, [tokens], dtype: ScalarType.Int64);
        var reference = new ReferenceStates(randn([tokens, Width]), randn([Vocabulary, Width]));
        var asked = new Asked(HeadInputs.All, [], reference);
        new Head(weight).Apply(hidden, targets, asked).Values.Values.Aggregate((a, b) => a + b).sum().backward();
    }

    private static long Read(string what) => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith(what, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
