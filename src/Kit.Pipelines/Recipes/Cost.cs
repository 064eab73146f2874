using System.Globalization;

namespace Kit.Pipelines.Recipes;

/// <summary>What a stage takes at most.</summary>
/// <param name="Calls">Questions asked.</param>
/// <param name="Tokens">Tokens written in the answers.</param>
/// <param name="Clips">Clips decoded and shown.</param>
public sealed record Cost(long Calls, long Tokens, long Clips)
{
    /// <summary>Nothing is asked.</summary>
    public static Cost None { get; } = new(0, 0, 0);

    /// <summary>Wall time by what the stage took here before; null where nothing was measured.</summary>
    public TimeSpan? Time { get; init; }

    public static Cost operator +(Cost one, Cost other) =>
        new(one.Calls + other.Calls, one.Tokens + other.Tokens, one.Clips + other.Clips)
        {
            Time = one.Time is { } first && other.Time is { } second ? first + second : one.Time ?? other.Time,
        };

    public static Cost Add(Cost left, Cost right) => left + right;

    public override string ToString() => this with { Time = null } == None && Time is null ? "free" : string.Join(", ",
        new[]
        {
            Counted(Calls, "calls"), Counted(Tokens, "tokens"), Counted(Clips, "clips"),
            Time is { } time ? string.Create(CultureInfo.InvariantCulture, $"about {time.TotalMinutes:0.0} min") : "",
        }.Where(part => part.Length > 0));

    private static string Counted(long count, string what) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");
}
