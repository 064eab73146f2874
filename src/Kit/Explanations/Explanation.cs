namespace Kit.Explanations;

/// <summary>Why one pair pulls as it does: which term pushes which token how much.</summary>
/// <remarks>∂ loss / ∂ log π(y_t) of the batch's loss, split by term; the splits add up to the whole credit. Negative
/// numbers ask for a more likely token. Prints as a table.</remarks>
/// <param name="Row">Which pair of the batch, from 0.</param>
/// <param name="Loss">The pair's own loss, before the mean over the batch.</param>
/// <param name="Answers">One for each piece of evidence that the policy makes.</param>
[TypeFormatterSource]
public sealed record Explanation(int Row, double Loss, Sequence<AnswerCredit> Answers)
{
    /// <summary>A table of tokens by terms, with sums over marked and unmarked tokens and the answer.</summary>
    public override string ToString() => ExplanationTable.Text(this);
}
