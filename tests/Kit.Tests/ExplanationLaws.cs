using Kit.Explanations;
using Kit.Expressions;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Tests;

/// <summary>Explanations split the credit and lose none of it.</summary>
public sealed class ExplanationLaws
{
    public static TheoryData<string> Names => [.. Papers.Names];

    [Theory, MemberData(nameof(Names))]
    public void The_credits_of_the_terms_add_up_to_the_credit_of_the_loss(string name)
    {
        var (o, d) = (Named(name), Drawn.From(Named(name), 9));
        Assert.All(o.Differentiable, what =>
        {
            var terms = Interpreter.Apply(o.Credits(what).Select(term => term.Value), d.Evidence);
            var whole = Interpreter.Apply(o.Credit(what), d.Evidence);
            var sums = Enumerable.Range(0, whole.Values.Count).Select(k => terms.Sum(term => term.Values[k]));
            Near.Check(whole.Values, sums);
        });
    }

    [Fact]
    public void A_row_of_an_explanation_is_a_row_of_the_credit() =>
        Law.Holds(Given.Objective, Given.Batch, (o, batch) => Enumerable.Range(0, batch.Pairs).All(row =>
            o.Explain(batch.Evidence, row) is var explained
            && Near.Holds(o.Apply(batch.Evidence).Losses[row], explained.Loss)
            && explained.Answers.All(answer =>
                Matches(answer, Interpreter.Apply(o.Credit(answer.Evidence), batch.Evidence), row))));

    [Fact]
    public void Marked_and_unmarked_tokens_are_the_answer() =>
        Law.Holds(Given.Objective, Given.Batch, (o, batch) => o.Explain(batch.Evidence, 0).Answers.All(answer =>
            answer.Sum().Zip(answer.Sum(Stretch.Marked), answer.Sum(Stretch.Unmarked))
                .All(sum => Near.Holds(sum.First.Value, sum.Second.Value + sum.Third.Value))));

    [Fact]
    public void Padding_is_not_explained() => Law.Holds(Given.Batch, batch => Near.Holds(
        Batch.Row(batch[Quantity.Mask, Slot.Chosen], 0).Sum(),
        Rrpo.Explain(batch.Evidence, 0).Answers[0].Tokens.Count));

    /// <summary>RRPO reads marks: only marked tokens are pulled by the preference, all of them by the
    /// divergence.</summary>
    [Fact]
    public async Task A_pair_explains_itself() => await Verifier.Verify(
        Rrpo.Explain(Batch.From(11, 2, 5, 4).Evidence, 1, new Dictionary<Slot, Sequence<string>>
        {
            [Slot.Chosen] = ["a", "red", "circle", "moves", "left\n"], [Slot.Rejected] = ["a", "blue", "circle"],
        }).ToString());

    [Fact]
    public async Task Without_marks_and_words_numbers_do() => await Verifier.Verify(
        (0.8 * Dpo + 0.2 * BcoNoShift).Explain(Drawn.From(Dpo, 2).Evidence, 0).ToString());

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_row_that_is_not_there_is_told(int row) => Assert.Equal(
        $"Explain: expected a row of 0 … 1, got {row}. Choose a pair of the batch.",
        Assert.Throws<ArgumentException>(() => Dpo.Explain(Batch.From(1, 2, 2, 2).Evidence, row)).Message);

    private static bool Matches(AnswerCredit answer, Grid credit, int row) => answer.Tokens
        .All(token => Near.Holds(credit[row, token.Place], token.Total));
}
