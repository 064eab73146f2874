using Kit.Expressions;

namespace Kit.Explanations;

/// <summary>The credit of the tokens of one answer that count.</summary>
/// <param name="Evidence">Whose numbers, such as <c>policy.logp[chosen]</c>.</param>
/// <param name="Tokens">Those under the mask, in order.</param>
public sealed record AnswerCredit(Evidence Evidence, Sequence<TokenCredit> Tokens)
{
    /// <summary>Names of the terms, in the order of the sum.</summary>
    public Sequence<string> Terms => Tokens.Count == 0 ? [] : [.. Tokens[0].Pulls.Select(pull => pull.Term)];

    /// <summary>Σ over a stretch of the answer, term by term.</summary>
    public Sequence<Pull> Sum(Stretch stretch) => Sum(Tokens.Where(token => token.Stretch == stretch));

    /// <summary>Σ over the answer, term by term.</summary>
    public Sequence<Pull> Sum() => Sum(Tokens);

    private Sequence<Pull> Sum(IEnumerable<TokenCredit> tokens) => [.. Terms.Select((term, k) =>
        new Pull(term, tokens.Sum(token => token.Pulls[k].Value)))];
}
