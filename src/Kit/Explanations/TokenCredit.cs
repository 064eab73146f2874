namespace Kit.Explanations;

/// <summary>The credit of one token: how the loss moves with its number, and which term moves it.</summary>
/// <param name="Place">Column of the evidence, from 0.</param>
/// <param name="Word">The token as text; empty when none was given.</param>
/// <param name="Stretch">Marked or not.</param>
/// <param name="Value">The evidence itself: log π, nats, or another quantity.</param>
/// <param name="Pulls">One for each term, in the order of the sum.</param>
public sealed record TokenCredit(int Place, string Word, Stretch Stretch, double Value, Sequence<Pull> Pulls)
{
    /// <summary>∂ loss / ∂ value: the terms' pulls together.</summary>
    public double Total => Pulls.Sum(pull => pull.Value);
}
