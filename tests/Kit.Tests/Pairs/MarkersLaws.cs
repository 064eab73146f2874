using Kit.Pairs;

namespace Kit.Tests.Pairs;

public class MarkersLaws
{
    [Fact]
    public void Parsing_undoes_marking() =>
        Law.Holds(Given.Answer, answer => Markers.Parse(Markers.ToText(answer)).Equals(answer));

    [Fact]
    public void Aligning_with_the_own_text_gives_the_spans_back_without_white_space_at_their_ends() =>
        Law.Holds(Given.Answer, answer => Markers.Align(answer.Text, Markers.ToText(answer)).Equals(
            answer.With([.. answer.Spans.Select(span => Tight(answer.Text, span))])));

    [Fact]
    public void Aligning_ignores_white_space_around_the_tags()
    {
        var expected = new Answer("A goose, then a dog.", [new(2, 7), new(16, 19)]);
        Assert.Equal(expected, Markers.Align(expected.Text, "A <MASK> goose </MASK>, then a <MASK> dog </MASK>."));
        Assert.Equal(expected, Markers.Align(expected.Text, "A <MASK>goose</MASK>, then a<MASK>dog</MASK>."));
        Assert.Equal(expected, Markers.Align(expected.Text, "A<MASK> goose </MASK> , then a <MASK>  dog\n</MASK> ."));
    }

    [Fact]
    public void The_papers_example_reads()
    {
        var answer = Markers.Parse(
            "Pretending to <MASK> close </MASK> something without actually <MASK> closing </MASK> it");
        Assert.Equal("Pretending to close something without actually closing it", answer.Text);
        Assert.Equal(["close", "closing"], answer.Phrases);
        Assert.Equal([new(14, 19), new(47, 54)], answer.Spans);
    }

    [Theory]
    [InlineData("a <MASK> b <MASK> c </MASK>", "<MASK> inside another at character 11")]
    [InlineData("a <MASK> b", "<MASK> without its </MASK> at character 2")]
    [InlineData("a </MASK> b", "</MASK> without its <MASK> at character 2")]
    [InlineData("a </MASK> b <MASK>", "</MASK> without its <MASK> at character 2")]
    [InlineData("a </MASK> b <MASK> c </MASK>", "</MASK> without its <MASK> at character 2")]
    [InlineData("<MASK> a </MASK> b </MASK>", "</MASK> without its <MASK> at character 19")]
    [InlineData("<MASK> a </MASK> b <MASK>", "<MASK> without its </MASK> at character 19")]
    [InlineData("a <MASK></MASK>", "tags around nothing at character 2")]
    [InlineData("a <MASK> \n </MASK>", "tags around nothing at character 2")]
    public void Faulty_tags_are_refused_by_place(string marked, string fault)
    {
        var expected = $"marked answer: expected <MASK> phrase </MASK> in turn, got {fault} of \"{marked}\". "
            + "Mark it again.";
        Assert.Equal(expected, Assert.Throws<FormatException>(() => Markers.Parse(marked)).Message);
        Assert.Equal(expected, Assert.Throws<FormatException>(() => Markers.Align("a b c", marked)).Message);
    }

    [Theory]
    [InlineData("a dog", "a <MASK> cat </MASK>", 2)]
    [InlineData("a dog", "a <MASK> dogs </MASK>", 5)]
    [InlineData("a dog.", "a <MASK> dog </MASK>", 5)]
    [InlineData("", "<MASK> a </MASK>", 0)]
    public void Another_text_is_refused_where_it_departs(string text, string marked, int at) =>
        Assert.Equal(FormattableString.Invariant($"marked answer: expected the answer's own text, \"{text}\", ")
            + FormattableString.Invariant($"got \"{marked}\", which differs from character {at} on. Mark it again."),
            Assert.Throws<FormatException>(() => Markers.Align(text, marked)).Message);

    [Theory]
    [InlineData("a <MASK> b")]
    [InlineData("a </MASK> b")]
    public void A_text_that_holds_tags_cannot_be_marked(string text) =>
        Assert.StartsWith("answer: expected text without tags, got",
            Assert.Throws<ArgumentException>(() => Markers.ToText(new Answer(text))).Message);

    private static Span Tight(string text, Span span)
    {
        var phrase = text[span.Start..span.End];
        var start = span.Start + phrase.Length - phrase.TrimStart().Length;
        return new(start, start + phrase.Trim().Length);
    }
}
