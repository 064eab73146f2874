using Kit.Pairs;

namespace Kit.Report.Tests.Samples;

public class SampleSpecs
{
    [Fact]
    public void Pieces_are_the_text_cut_at_its_spans()
    {
        var answer = ShownAnswer.Chosen(new Answer("red ball rolls", [new Span(0, 3), new Span(9, 14)]));
        Assert.Equal([("red", true), (" ball ", false), ("rolls", true)], answer.Pieces());
    }

    [Fact]
    public void A_text_without_spans_is_one_piece() =>
        Assert.Equal([("red", false)], ShownAnswer.From("n", "red", Tone.Plain).Pieces());

    [Fact]
    public void A_pair_shows_both_answers_in_their_tones()
    {
        var sample = Sample.From(new Pair("p1", "c1", "What?", new Answer("a"), new Answer("b")));
        Assert.Equal(("p1", "What?"), (sample.Id, sample.Question));
        Assert.Equal([("chosen", "a", Tone.Good), ("rejected", "b", Tone.Bad)],
            sample.Answers.Select(answer => (answer.Name, answer.Answer.Text, answer.Tone)));
    }

    [Fact]
    public void A_credits_peak_is_its_largest_finite_magnitude()
    {
        var credit = new Credit(
            "c", "", [new CreditToken("a", -2), new CreditToken("b", 1), new CreditToken("c", double.NaN)]);
        Assert.Equal(2, credit.Peak);
        Assert.Equal(0, (credit with { Tokens = [] }).Peak);
    }
}
