using FsCheck;
using FsCheck.Fluent;
using Kit.Pairs;

namespace Kit.Tests.Pairs;

public class RewriteLaws
{
    private static readonly Gen<(Answer Truth, List<string> Concepts)> Cases =
        from truth in Given.Answer
        from concepts in Gen.Elements("a", "b", "goose", "a b", "red").ListOf(truth.Spans.Count)
        select (truth, concepts);

    [Fact]
    public void Outside_the_spans_both_answers_are_the_same() =>
        Law.Holds(Cases, c => Rewrite.Minimal(c.Truth, c.Concepts) is var contrast
            && Outside(contrast.Chosen).SequenceEqual(Outside(contrast.Rejected)));

    [Fact]
    public void The_marks_are_the_concepts_that_changed() =>
        Law.Holds(Cases, c =>
        {
            var contrast = Rewrite.Minimal(c.Truth, c.Concepts);
            var changed = c.Truth.Phrases.Zip(c.Concepts).Where(two => two.First != two.Second).ToList();
            return contrast.Chosen.Text == c.Truth.Text && contrast.Count == changed.Count
                && contrast.Chosen.Phrases.SequenceEqual(changed.Select(two => two.First))
                && contrast.Rejected.Phrases.SequenceEqual(changed.Select(two => two.Second));
        });

    [Fact]
    public void Rewriting_back_gives_the_truth() =>
        Law.Holds(Cases, c => Rewrite.Minimal(c.Truth, c.Concepts) is var there
            && !there.Chosen.Phrases.Any(phrase => phrase.Trim() != phrase)
                ? Rewrite.Minimal(there.Rejected, there.Chosen.Phrases).Rejected.Equals(there.Chosen)
                : true);

    [Fact]
    public void The_true_concepts_change_nothing() =>
        Law.Holds(Given.Answer.Where(a => a.Phrases.All(phrase => phrase.Trim() == phrase)), truth =>
            Rewrite.Minimal(truth, truth.Phrases).Equals(new(new(truth.Text), new(truth.Text))));

    [Fact]
    public void Every_differing_word_is_inside_a_span() =>
        Law.Holds(Cases, c =>
        {
            var contrast = Rewrite.Minimal(c.Truth, c.Concepts);
            return Difference.From(contrast.Chosen.Text, contrast.Rejected.Text).Gaps.Count == 0 || contrast.Count > 0;
        });

    [Fact]
    public void A_worked_row()
    {
        var truth = Markers.Parse("a <MASK> red </MASK> <MASK> ball </MASK> moves <MASK> left </MASK>");
        var contrast = Rewrite.Minimal(truth, ["blue", "ball", "to the right"]);
        Assert.Equal("a <MASK> red </MASK> ball moves <MASK> left </MASK>", Markers.ToText(contrast.Chosen));
        Assert.Equal("a <MASK> blue </MASK> ball moves <MASK> to the right </MASK>", Markers.ToText(contrast.Rejected));
        Assert.Equal(new Pair("p", "c", "q", contrast.Chosen, contrast.Rejected), contrast.ToPair("p", "c", "q"));
    }

    [Fact]
    public void A_missing_or_blank_concept_is_refused()
    {
        var truth = Markers.Parse("a <MASK> red </MASK> ball");
        Assert.Equal("concepts: expected one for each of the 1 spans of \"a red ball\", got 0. "
            + "Give the true phrase where the model was right.",
            Assert.Throws<ArgumentException>(() => Rewrite.Minimal(truth, [])).Message);
        foreach (var blank in new[] { "", " ", " blue", "blue\n" })
            Assert.Equal($"concept: expected a text without white space at its ends, got \"{blank}\". "
                + "Trim it or drop the sample.",
                Assert.Throws<ArgumentException>(() => Rewrite.Minimal(truth, [blank])).Message);
    }

    private static List<string> Outside(Answer answer)
    {
        var (at, rest) = (0, new List<string>());
        foreach (var span in answer.Spans)
        {
            rest.Add(answer.Text[at..span.Start]);
            at = span.End;
        }

        return [.. rest, answer.Text[at..]];
    }
}
