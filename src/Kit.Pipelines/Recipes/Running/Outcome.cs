using Kit.Pairs;

namespace Kit.Pipelines.Recipes;

/// <summary>What a stage made of one draft.</summary>
/// <param name="Draft">As it goes on, or as it came where it does not.</param>
/// <param name="Fate">Used, dropped, or failed.</param>
internal sealed record Outcome(Draft Draft, Fate Fate)
{
    /// <summary>The outcome of a rule; what it refuses is a failure of this draft alone.</summary>
    public static Outcome Of(Draft one, Func<Draft, Outcome> rule)
    {
        try { return Same(one, rule(one)); }
        catch (Exception refusal) when (IsRefusal(refusal)) { return Failed(one, refusal.Message); }
    }

    public static Outcome Failed(Draft one, string why) => new(one, new Fate.Failed(why));

    private static Outcome Same(Draft one, Outcome outcome) =>
        (outcome.Draft.Id, outcome.Draft.Clip) == (one.Id, one.Clip) ? outcome : Failed(
            one, $"rule: expected draft {one.Id} of clip {one.Clip} back, got {outcome.Draft.Id} of {outcome.Draft.Clip}. "
            + "Change its fields alone.");

    /// <summary>Faults of a draft, unlike faults of the run.</summary>
    public static bool IsRefusal(Exception e) =>
        e is ArgumentException or FormatException or InvalidDataException or Data.Video.UnreadableVideoException;
}

/// <summary>One line of a stage's log or ledger.</summary>
/// <param name="Draft">The draft.</param>
/// <param name="Dropped">The reason's name, or null.</param>
/// <param name="Failed">The message, or null.</param>
internal sealed record OutcomeLine(Draft Draft, string? Dropped, string? Failed)
{
    public static OutcomeLine From(Outcome outcome) => new(
        outcome.Draft, (outcome.Fate as Fate.Dropped)?.Reason.Name, (outcome.Fate as Fate.Failed)?.Error);

    public Outcome ToOutcome() => new(Draft, this switch
    {
        { Dropped: { } reason } => new Fate.Dropped(Reason.Named(reason)),
        { Failed: { } error } => new Fate.Failed(error),
        _ => new Fate.Used(),
    });
}
