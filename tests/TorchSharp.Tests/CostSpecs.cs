using System.Diagnostics;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What a call costs: printed for a reader, not asserted, because machines differ.</summary>
[Collection("alone")]
public class CostSpecs(ITestOutputHelper output)
{
    [Fact]
    public void The_cost_of_a_small_addition_is_printed()
    {
        using Tensor x = ones(4, 4), y = ones(4, 4);
        using var noGrad = no_grad();
        double best = Enumerable.Range(0, 5).Min(_ => Microseconds(20_000, () => (x + y).Dispose()));
        double named = Enumerable.Range(0, 5).Min(_ => Microseconds(20_000, () => x.add_(y)));
        output.WriteLine(FormattableString.Invariant($"4x4 add: {best:F2} us, in place: {named:F2} us (goal 3)"));
        Assert.True(best > 0);
    }

    private static double Microseconds(int count, Action call)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < count; i++) call();
        return clock.Elapsed.TotalMicroseconds / count;
    }
}
