using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Judging;

/// <summary>What a judge's output comes to.</summary>
public abstract record Ruling
{
    private Ruling()
    {
    }

    /// <summary>The reason in a few words.</summary>
    public abstract string Why { get; init; }

    public sealed override string ToString() => Why;

    /// <summary>It counts.</summary>
    /// <param name="Verdict">Right, wrong, or neither.</param>
    /// <param name="Credit">Its points: 1 or 0, a score of 0 to 5, or −1 where the official code says so.</param>
    public sealed record Decided(Verdict Verdict, double Credit) : Ruling
    {
        public override string Why { get; init; } = "counted";
    }

    /// <summary>It is nonsense, and the judge is asked again.</summary>
    public sealed record AskAgain(string Why) : Ruling;

    /// <summary>The official code leaves the question out of all counts.</summary>
    public sealed record Dropped(string Why) : Ruling;

    /// <summary>The official code leaves a half-written file behind, takes it for done and skips it.</summary>
    public sealed record Unreadable(string Why) : Ruling;

    /// <summary>The official script stops with an error; here the question is left out, named and counted.</summary>
    public sealed record Stops(string Why) : Ruling;
}
