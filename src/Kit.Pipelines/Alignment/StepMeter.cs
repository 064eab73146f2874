using System.Diagnostics;
using Kit.Train.Preference;

namespace Kit.Pipelines.Alignment;

/// <summary>Measures steps from outside: nothing here waits for the device, a step is over when its metrics
/// are.</summary>
internal sealed class StepMeter(TimeProvider time, IProgress<StepReport> listener)
{
    private const double GiB = 1 << 30;

    private long last = time.GetTimestamp();
    private TimeSpan waited;

    /// <summary>The next step begins now.</summary>
    public void Begin() => (last, waited) = (time.GetTimestamp(), TimeSpan.Zero);

    /// <summary>Does what a step needs before the device can start, and counts how long that took.</summary>
    public T Waiting<T>(Func<T> data)
    {
        var start = time.GetTimestamp();
        var result = data();
        waited += time.GetElapsedTime(start);
        return result;
    }

    /// <summary>Tells the listener of the step, with what was measured since it began.</summary>
    public void Report(PreferenceStep step)
    {
        var seconds = Math.Max(time.GetElapsedTime(last).TotalSeconds, 1e-9);
        listener.Report(new(step.Step, step.Total, new SortedDictionary<string, double>(
            step.Metrics.ToDictionary(m => m.Key, m => m.Value), StringComparer.Ordinal)
        {
            ["epoch"] = step.Epoch,
            ["tokens"] = step.Tokens,
            ["tokens_per_second"] = step.Tokens / seconds,
            ["seconds_per_step"] = seconds,
            ["data/wait_share"] = Math.Min(1, waited.TotalSeconds / seconds),
            ["memory/peak_gib"] = Peak() / GiB,
        }));
    }

    /// <summary>The most memory that the process has held, bytes.</summary>
    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
