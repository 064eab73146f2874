namespace Kit.Report;

/// <summary>How far one stage of a run is: so many steps of so many, since a time.</summary>
public abstract class StageProgress : IDisposable
{
    private readonly TimeProvider time;
    private readonly long start;

    private protected StageProgress(string name, long total, string unit, TimeProvider time)
    {
        (Name, Total, Unit, this.time) = (name, total, unit, time);
        start = time.GetTimestamp();
    }

    public string Name { get; }

    public long Total { get; }

    public string Unit { get; }

    public long Done { get; private set; }

    /// <summary>Amounts counted beside the steps, such as tokens.</summary>
    public long Amount { get; private set; }

    public string AmountUnit { get; private set; } = "";

    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>At the mean pace so far; null before the first step.</summary>
    public TimeSpan? Remaining => Done > 0 ? Elapsed * (Math.Max(0, Total - Done) / (double)Done) : null;

    /// <summary>Some steps further.</summary>
    /// <param name="steps">Done since the last call.</param>
    /// <param name="note">Shown beside, such as "loss 0.412".</param>
    public void Advance(long steps = 1, string note = "")
    {
        Done += steps;
        Changed(note);
    }

    /// <summary>Counts something beside the steps, so that its rate is shown: <c>Count(512, "tokens")</c>.</summary>
    public void Count(long amount, string unit) => (Amount, AmountUnit) = (Amount + amount, unit);

    /// <summary>Such as <c>12.4 steps/s, 6350 tokens/s</c>.</summary>
    public string Rates =>
        string.Join(", ", new[] { Rate(Done, Unit), Rate(Amount, AmountUnit) }.Where(text => text != ""));

    /// <summary>The stage in one line, when it is over.</summary>
    internal string Summary => $"{Name}: {Done}/{Total} {Unit} in {Span(Elapsed)}" + (Rates == "" ? "" : $", {Rates}");

    public void Dispose()
    {
        Closed();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Changed(string note);

    private protected abstract void Closed();

    private protected static string Span(TimeSpan span) => span.TotalMinutes < 1
        ? $"{Numbers.Fixed(span.TotalSeconds, 1)} s"
        : FormattableString.Invariant($"{(int)span.TotalMinutes} min {span.Seconds} s");

    private string Rate(long count, string unit) => count > 0 && Elapsed > TimeSpan.Zero
        ? $"{Numbers.Significant(count / Elapsed.TotalSeconds, 3)} {unit}/s"
        : "";
}
