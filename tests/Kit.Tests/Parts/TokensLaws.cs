using Kit.Expressions;
using static Kit.Papers;

namespace Kit.Tests.Parts;

/// <summary>Marked spans.</summary>
public sealed class TokensLaws
{
    [Fact]
    public void One_span_over_everything_is_no_span() => Law.Holds(Given.Objective, Given.Batch, (o, batch) =>
        Near.Holds(Losses(o.With(WholeResponse), Marked(batch)), Losses(o.With(Spans), Marked(batch))));

    [Fact]
    public void RRPO_with_one_span_over_everything_and_alpha_zero_is_DPO() => Law.Holds(Given.Batch, batch =>
        Near.Holds(Losses(Dpo, Marked(batch)), Losses(Rrpo.Without(TokenKL), Marked(batch))));

    [Fact]
    public void A_mark_on_padding_counts_nothing() => Law.Holds(Given.Objective, Given.Batch, (o, batch) =>
        Near.Holds(Losses(o.With(Spans), batch), Losses(o.With(Spans), Masked(batch))));

    [Fact]
    public void Tokens_outside_spans_get_no_pull() => Law.Holds(Given.Batch, batch =>
        Interpreter.Apply(Rrpo.Credit(Quantity.PolicyLogp.At(Slot.Chosen)), batch.Evidence).Values
            .Zip(batch[Quantity.Span, Slot.Chosen].Values).All(pair => pair.Second != 0 || pair.First == 0));

    private static Sequence<double> Losses(Objective o, Batch batch) => o.Apply(batch.Evidence).Losses;

    private static Batch Marked(Batch batch) => batch.With(Quantity.Span, (_, span) => span.Map(_ => 1));

    private static Batch Masked(Batch batch) => batch.With(Quantity.Span, (slot, span) => span with
    {
        Values = Sequence.From(span.Values.Zip(batch[Quantity.Mask, slot].Values, (k, m) => k * m)),
    });
}
