using FsCheck;
using FsCheck.Fluent;
using Kit.Pairs;

namespace Kit.Tests.Pairs;

public class DifferenceLaws
{
    private static readonly Gen<(string Chosen, string Rejected)> Texts = Given.Sentence.Zip(Given.Sentence);

    [Fact]
    public void Outside_the_gaps_both_sides_say_the_same() =>
        Law.Holds(Texts, t => Difference.From(t.Chosen, t.Rejected) is var d
            && Letters(Without(d.Chosen, ChosenGaps(d))) == Letters(Without(d.Rejected, RejectedGaps(d))));

    [Fact]
    public void Inside_a_gap_the_sides_share_no_word() =>
        Law.Holds(Texts, t => Difference.From(t.Chosen, t.Rejected).Gaps.OfType<Gap.Replace>().All(gap =>
            !Words(t.Chosen, gap.Chosen).Intersect(Words(t.Rejected, gap.Rejected)).Any()));

    [Fact]
    public void Gaps_are_disjoint_in_order_and_begin_and_end_with_a_word() =>
        Law.Holds(Texts, t =>
        {
            var d = Difference.From(t.Chosen, t.Rejected);
            return new[] { new Answer(d.Chosen, ChosenGaps(d)), new Answer(d.Rejected, RejectedGaps(d)) }
                .All(answer => answer.Phrases.All(phrase => phrase.Trim() == phrase));
        });

    [Fact]
    public void Equal_words_have_no_gaps_whatever_the_white_space() =>
        Law.Holds(Given.Sentence, text => Difference.From(text, $" {text.Replace(" ", "\t ")}\n").Gaps.Count == 0);

    [Fact]
    public void Without_a_shared_word_everything_is_one_gap() =>
        Law.Holds(Given.Sentence.Where(text => text.Length > 0), text =>
            Difference.From(text, "volleyball").Gaps.Equals([new Gap.Replace(new(0, text.Length), new(0, 10))]));

    [Fact]
    public void Only_words_that_stand_against_others_become_spans() =>
        Law.Holds(Texts, t =>
        {
            var d = Difference.From(t.Chosen, t.Rejected);
            var contrast = d.ToContrast();
            return contrast.Count == contrast.Rejected.Spans.Count
                && contrast.Count == d.Gaps.Count(gap => gap is Gap.Replace)
                && contrast.Chosen.Text == t.Chosen && contrast.Rejected.Text == t.Rejected;
        });

    // Examples published with RRPO's data.
    [Theory]
    [InlineData("Pretending to <MASK> close </MASK> something without actually <MASK> closing </MASK> it",
        "Pretending to <MASK> open </MASK> something without actually <MASK> opening </MASK> it")]
    [InlineData("People play <MASK> soccer </MASK> on a <MASK> field </MASK>.",
        "People play <MASK> volleyball </MASK> on a <MASK> beach </MASK>.")]
    [InlineData("A <MASK> goose </MASK>.", "A <MASK> dog </MASK>.")]
    [InlineData("(<MASK> B </MASK>) <MASK> riding </MASK>", "(<MASK> D </MASK>) <MASK> fishing </MASK>")]
    [InlineData("It's <MASK> 1.5 </MASK> m <MASK> two-wheeled </MASK>, red",
        "It's <MASK> 2.5 </MASK> m <MASK> three-wheeled </MASK>, red")]
    [InlineData("a <MASK> 🦆 </MASK>", "a <MASK> 🦅 </MASK>")]
    [InlineData("so <MASK> it's </MASK>", "so <MASK> it'd </MASK>")]
    [InlineData("so <MASK> it’s </MASK>", "so <MASK> it’d </MASK>")]
    [InlineData("<MASK> 1,000 </MASK> geese", "<MASK> 1,500 </MASK> geese")]
    [InlineData("<MASK> cafe\u0301 </MASK>", "<MASK> cafe\u0300 </MASK>")]
    [InlineData("yes", "yes")]
    [InlineData("", "")]
    [InlineData("a red ball", "a ball")]                                                       // delete only: not marked
    [InlineData("a ball moves <MASK> left </MASK>", "a big ball moves <MASK> right </MASK>")]  // insert only: not marked
    [InlineData("<MASK> the red ball </MASK>", "<MASK> two dogs </MASK>")]
    public void Differing_phrases_are_marked_on_both_sides(string chosen, string rejected)
    {
        var (left, right) = (Markers.Parse(chosen), Markers.Parse(rejected));
        var marked = Difference.Mark(new("p", "c", "q", new(left.Text), new(right.Text)));
        Assert.Equal((chosen, rejected), (Markers.ToText(marked.Chosen), Markers.ToText(marked.Rejected)));
    }

    // the | a red | car. | x   against   a red | bus; here | x | y
    [Fact]
    public void Every_gap_is_reported_by_its_kind() =>
        Assert.Equal([new Gap.Delete(new(0, 3)), new Gap.Replace(new(10, 14), new(6, 15)), new Gap.Insert(new(18, 19))],
            Difference.From("the a red car. x", "a red bus; here x y").Gaps);

    [Fact]
    public void The_longest_shared_run_is_kept_before_an_earlier_shorter_one() =>
        Assert.Equal([new Gap.Replace(new(0, 1), new(0, 3))], Difference.From("x b c d", "b y b c d").Gaps);

    [Fact]
    public void Of_equally_long_runs_the_first_one_is_kept()
    {
        Assert.Equal([new Gap.Insert(new(0, 1)), new Gap.Delete(new(2, 3))], Difference.From("a b", "b a").Gaps);
        Assert.Equal([new Gap.Insert(new(2, 5))], Difference.From("a", "a x a").Gaps);
    }

    private static Sequence<Span> ChosenGaps(Difference d) => [.. d.Gaps.SelectMany(gap => gap switch
    {
        Gap.Replace replace => new[] { replace.Chosen },
        Gap.Delete delete => [delete.Chosen],
        _ => [],
    })];

    private static Sequence<Span> RejectedGaps(Difference d) => [.. d.Gaps.SelectMany(gap => gap switch
    {
        Gap.Replace replace => new[] { replace.Rejected },
        Gap.Insert insert => [insert.Rejected],
        _ => [],
    })];

    private static string Without(string text, Sequence<Span> spans) =>
        spans.Reverse().Aggregate(text, (rest, span) => rest.Remove(span.Start, span.Length));

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static string[] Words(string text, Span span) =>
        text[span.Start..span.End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
