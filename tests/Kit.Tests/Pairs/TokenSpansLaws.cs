using FsCheck;
using FsCheck.Fluent;
using Kit.Pairs;

namespace Kit.Tests.Pairs;

public class TokenSpansLaws
{
    /// <summary>An answer and some cutting of its text into tokens, some of them empty.</summary>
    private static readonly Gen<(Answer Answer, Sequence<Span> Offsets)> Cases =
        from answer in Given.Answer
        from cuts in Gen.Choose(0, answer.Text.Length).ListOf()
        let borders = cuts.Append(0).Append(answer.Text.Length).Order().ToList()
        select (answer, Sequence.From(borders.Zip(borders.Skip(1), (start, end) => new Span(start, end))));

    [Fact]
    public void A_token_is_inside_exactly_when_it_shares_a_character_with_a_span() =>
        Law.Holds(Cases, c => TokenSpans.Mask(c.Answer.Spans, c.Offsets).Zip(c.Offsets).All(token =>
            (token.First == 1) == Characters(token.Second).Any(at =>
                c.Answer.Spans.Any(span => span.Start <= at && at < span.End))));

    [Fact]
    public void Phrases_number_the_spans_and_the_mask_forgets_the_numbers() =>
        Law.Holds(Cases, c =>
        {
            var phrases = TokenSpans.Phrases(c.Answer.Spans, c.Offsets);
            return TokenSpans.Mask(c.Answer.Spans, c.Offsets).SequenceEqual(phrases.Select(k => k > 0 ? 1 : 0))
                && phrases.Zip(c.Offsets).All(t => t.First == 0 || c.Answer.Spans[t.First - 1].Overlaps(t.Second))
                && phrases.Where(k => k > 0).SequenceEqual(phrases.Where(k => k > 0).Order());
        });

    [Fact]
    public void Tokens_of_one_character_mark_exactly_the_spans() =>
        Law.Holds(Given.Answer, answer => TokenSpans.Mask(answer.Spans,
            [.. Enumerable.Range(0, answer.Text.Length).Select(at => new Span(at, at + 1))]).Sum()
            == answer.Spans.Sum(span => span.Length));

    [Fact]
    public void A_worked_row()
    {
        // "a red square": span "red sq" cuts the token "square"; the last token stands for no text.
        Sequence<Span> offsets = [new(0, 1), new(2, 5), new(6, 12), new(12, 12), new(3, 3)];
        Assert.Equal([0, 1, 1, 0, 0], TokenSpans.Mask([new(2, 8)], offsets));
        Assert.Equal([1, 2, 0, 0, 0], TokenSpans.Phrases([new(0, 1), new(2, 5)], offsets));
    }

    private static IEnumerable<int> Characters(Span span) => Enumerable.Range(span.Start, span.Length);
}
