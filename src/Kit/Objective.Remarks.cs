using Kit.Parts;

namespace Kit;

/// <summary>What a reader should know about a composition that is allowed but odd.</summary>
public sealed partial record Objective
{
    /// <summary>One sentence each; empty for most. Reports and run cards print them.</summary>
    public Sequence<string> Remarks =>
    [
        .. Terms.Items.SelectMany(item => item.Term.Remarks),
        .. Cancels ? ["The marginal and the preference of weight 1 on one score add up to −s(y_w): the rejected answer "
            + "gets no gradient. Give the preference another weight."] : (string[])[],
        .. Preferences.Any(one => one.Tilt is Tilt.Debias { Epsilon: > 0 }) ? ["Debiasing is unbounded below: stop early or "
            + "add a term such as ChosenNll."] : (string[])[],
        .. Preferences.Any(one => one.Score.Tokens is Tokens.Tail { Models: Models.Policy, Alpha: < 1 })
            ? ["The tail is weighed in the policy alone: with policy = reference the margin is not 0."] : (string[])[],
    ];

    private bool Cancels => Terms.Items.Any(item => item is { Weight: var weight, Term: Marginal marginal }
        && Terms.Items.Any(other => other.Weight == weight && other.Term is Preference
        {
            Link: Link.Logistic { Beta: 1, Gamma: 0 }, Tilt: Tilt.None,
        } preference && preference.Score == marginal.Score && preference.Comparison == Comparison.Answers));
}
