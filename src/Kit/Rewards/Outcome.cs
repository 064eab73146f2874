using Kit.Expressions;

namespace Kit.Rewards;

/// <summary>What a whole answer earns, [B]: expressions, to be added and scaled like any others:
/// <c>Outcome.Reward - 8 * Outcome.Cut</c>.</summary>
public static class Outcome
{
    /// <summary>r: given, from a reward model, a verifier or a judge.</summary>
    public static Expr Reward { get; } = Quantity.Reward.At(Slot.Response).ToExpr();

    /// <summary>The answer's share of the longest allowed, given.</summary>
    public static Expr LengthShare { get; } = Quantity.LengthShare.At(Slot.Response).ToExpr();

    /// <summary>1 for answers that are right by rule, given.</summary>
    public static Expr Correct { get; } = Quantity.Correct.At(Slot.Response).ToExpr();

    /// <summary>1 for answers that were cut before they ended: TRL's missing-EOS penalty is a negative
    /// multiple.</summary>
    public static Expr Cut { get; } = 1 - Quantity.Ended.At(Slot.Response).ToExpr();

    /// <summary>0 while |y| ≤ L − c, falling to −1 at L and staying there: clip((L − c − |y|)/c, −1, 0). Soft overlong
    /// punishment, DAPO, Yu et al. 2025, eq. 13 (arXiv:2503.14476).</summary>
    /// <param name="longest">L, tokens; the authors' 20480.</param>
    /// <param name="buffer">c, tokens, 0 &lt; c ≤ L; the authors' 4096.</param>
    public static Expr SoftOverlong(int longest, int buffer)
    {
        if (buffer < 1 || buffer > longest) throw new ArgumentException(FormattableString.Invariant(
            $"{nameof(SoftOverlong)}: expected 0 < buffer ≤ longest, got {buffer} and {longest}. ")
            + "Let the penalty start inside the longest answer.");
        var length = Quantity.Mask.At(Slot.Response).ToExpr().SumTokens();
        return ((longest - buffer - length) / buffer).Clamp(-1, 0);
    }
}
