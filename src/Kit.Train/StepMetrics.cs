using static TorchSharp.torch;

namespace Kit.Train;

/// <summary>A step's numbers, fetched from the device at once.</summary>
internal static class StepMetrics
{
    /// <summary>The named scalars with loss, grad_norm and learning_rate.</summary>
    public static SortedDictionary<string, double> Read(
        Tensor loss, IEnumerable<KeyValuePair<string, Tensor>> metrics, double norm, double rate)
    {
        var named = metrics.Append(new("loss", loss)).DistinctBy(m => m.Key).ToArray();
        var values = stack(named.Select(m => m.Value.detach())).cpu().to(ScalarType.Float64).data<double>().ToArray();
        var read = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["grad_norm"] = norm, ["learning_rate"] = rate,
        };
        foreach (var (metric, value) in named.Zip(values)) read[metric.Key] = value;
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
