using Kit.Pairs;

namespace Kit.Pipelines.Alignment;

/// <summary>How long a pair may be: prompt, visual tokens and its longer answer.</summary>
/// <param name="Tokens">Most tokens.</param>
/// <param name="Longer">What becomes of longer pairs. No answer is ever cut, and no clip's tokens: give fewer frames.
/// </param>
public sealed record LengthLimit(int Tokens, Longer Longer = Longer.Fails)
{
    /// <summary>Any length.</summary>
    public static LengthLimit None { get; } = new(int.MaxValue);

    /// <summary>Null for a pair that fits, the ledger's reason for one to drop.</summary>
    /// <exception cref="InvalidDataException">The pair is too long and such pairs fail.</exception>
    public Reason? Judge(string pair, int tokens) => tokens <= Tokens ? null
        : Longer == Longer.Dropped ? Reason.TooLong
        : throw new InvalidDataException(FormattableString.Invariant(
            $"pair {pair}: expected at most {Tokens} tokens, got {tokens}. ")
            + "Show fewer frames, raise the limit, or have longer pairs dropped.");
}

/// <summary>What becomes of a pair above the limit.</summary>
public enum Longer
{
    /// <summary>The run is refused, and the pair named.</summary>
    Fails,

    /// <summary>It is left out and counted in the ledger.</summary>
    Dropped,
}
