namespace Kit.Report;

/// <summary>One clip with its question and what was answered.</summary>
/// <param name="Id">The pair's or question's id.</param>
/// <param name="Question">As the model is asked.</param>
/// <param name="Strips">Rows of frames.</param>
/// <param name="Answers">In the order of reading.</param>
/// <param name="Credits">Heat-maps of tokens.</param>
[TypeFormatterSource]
public sealed record Sample(
    string Id, string Question, Sequence<Strip> Strips, Sequence<ShownAnswer> Answers, Sequence<Credit> Credits)
{
    public static Sample From(string id, string question, params ShownAnswer[] answers) =>
        new(id, question, [], Sequence.From(answers.AsSpan()), []);

    /// <summary>A pair: its two answers, spans marked.</summary>
    public static Sample From(Pairs.Pair pair) =>
        From(pair.Id, pair.Prompt, ShownAnswer.Chosen(pair.Chosen), ShownAnswer.Rejected(pair.Rejected));

    /// <summary>What a loss says of one pair: a heat-map for each answer, d loss / d log π of its tokens.</summary>
    public static Sample From(Explanations.Explanation explanation) =>
        From("", FormattableString.Invariant($"pair {explanation.Row}, loss {explanation.Loss:0.######}"))
            .With(explanation);

    /// <summary>A heat-map for each answer that the loss moves.</summary>
    public Sample With(Explanations.Explanation explanation) =>
        explanation.Answers.Aggregate(this, (sample, answer) => sample.With(Credit.From(answer)));

    public Sample With(Strip strip) => this with { Strips = Strips.Add(strip) };

    public Sample With(ShownAnswer answer) => this with { Answers = Answers.Add(answer) };

    public Sample With(Credit credit) => this with { Credits = Credits.Add(credit) };
}
