using System.Diagnostics;
using Kit.Train;
using Kit.Train.Preference;

namespace Kit.Pipelines.Alignment;

/// <summary>Measures steps from outside: nothing here waits for the device, a step is over when its metrics are.</summary>
internal sealed class StepMeter(
    DataOrder order, IReadOnlyList<long> tokens, int firstStep, TimeProvider time, IProgress<StepReport> listener)
    : IProgress<PreferenceStep>
{
    private const double GiB = 1 << 30;

    private long last = time.GetTimestamp();
    private TimeSpan waited;
    private long seen = Enumerable.Range(0, firstStep).Sum(step => order.Batch(step).Sum(i => tokens[i]));

    /// <summary>The first step begins now.</summary>
    public void Begin() => (last, waited) = (time.GetTimestamp(), TimeSpan.Zero);

    /// <summary>Does what a step needs before the device can start, and counts how long that took.</summary>
    public T Waiting<T>(Func<T> data)
    {
        var start = time.GetTimestamp();
        var result = data();
        waited += time.GetElapsedTime(start);
        return result;
    }

    /// <summary>Tells the listener of the step, with what was measured since the one before it.</summary>
    public void Report(PreferenceStep value) => listener.Report(Measured(value));

    private StepReport Measured(PreferenceStep step)
    {
        var now = time.GetTimestamp();
        var seconds = Math.Max(time.GetElapsedTime(last, now).TotalSeconds, 1e-9);
        var count = order.Batch(step.Step).Sum(i => tokens[i]);
        seen += count;
        var metrics = new SortedDictionary<string, double>(
            step.Metrics.ToDictionary(m => m.Key, m => m.Value), StringComparer.Ordinal)
        {
            ["epoch"] = (step.Step + 1.0) / order.StepsPerEpoch,
            ["num_tokens"] = seen,
            ["tokens_per_second"] = count / seconds,
            ["seconds_per_step"] = seconds,
            ["data/wait_share"] = Math.Min(1, waited.TotalSeconds / seconds),
            ["memory/peak_gib"] = Peak() / GiB,
        };
        (last, waited) = (now, TimeSpan.Zero);
        return new(step.Step, step.Total, metrics);
    }

    /// <summary>The most memory that the process has held, bytes.</summary>
    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
