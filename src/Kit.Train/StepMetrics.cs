using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train;

/// <summary>A step's numbers, fetched from the device at once.</summary>
internal static class StepMetrics
{
    /// <summary>The named scalars with loss, grad_norm and learning_rate.</summary>
    public static SortedDictionary<string, double> Read(
        Tensor loss, IEnumerable<(string Name, Tensor Value)> metrics, double norm, double rate)
    {
        var read = Measures.Read(metrics.Append(("loss", loss)).DistinctBy(m => m.Item1));
        (read["grad_norm"], read["learning_rate"]) = (norm, rate);
        return read;
    }

    /// <summary>Contract 7: a number that is not finite stops the run.</summary>
    public static void Guard(IReadOnlyDictionary<string, double> metrics, string step, IEnumerable<string> samples)
    {
        foreach (var (name, value) in metrics)
            if (!double.IsFinite(value))
                throw new ArithmeticException(
                    $"{step}, {name}: expected a finite value, got {value}. Samples: {string.Join(", ", samples)}. "
                    + "Lower the rate or inspect these samples.");
    }
}
