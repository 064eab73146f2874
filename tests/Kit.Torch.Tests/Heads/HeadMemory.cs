using System.Diagnostics;
using System.Globalization;
using Kit.Torch.Heads;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Heads;

/// <summary>A process that scores tokens once and prints by how many bytes that raised its peak.</summary>
public static class HeadMemory
{
    public const int Vocabulary = 1 << 14;

    private const int Width = 16, Warm = 64;

    /// <summary>TOKENS.</summary>
    public static int Main(string[] arguments)
    {
        Score(Warm);
        var before = Peak();
        Score(int.Parse(arguments[0], CultureInfo.InvariantCulture));
        Console.WriteLine(Peak() - before);
        return 0;
    }

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

    /// <summary>The most memory the process has had, bytes.</summary>
    private static long Peak() => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
