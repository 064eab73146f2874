using Kit.Data.MovingShapes;
using Kit.Pairs;
using Kit.Pipelines.SelfAlignment;

namespace Kit.Pipelines.Tests;

public sealed class ConceptSwapSpecs
{
    private static readonly World World = new(1);

    [Fact]
    public void Every_wrong_answer_becomes_a_truth_that_differs_in_marked_words_only()
    {
        foreach (var clip in World.Clips(Split.Align, 40))
            foreach (var question in Questions.Training(World, clip).Where(q => q.Form != Form.YesNo))
                foreach (var concept in question.Concepts)
                    Check(question, question.Answer.Replace(
                        concept.Value, Lexicon.Alternatives(concept)[0], StringComparison.Ordinal));
    }

    [Fact]
    public void The_second_of_a_kind_stands_against_the_second()
    {
        var question = World.Clips(Split.Align, 40).SelectMany(c => Questions.Training(World, c)).First(q =>
            q.Form == Form.Caption && q.Concepts.Count(c => c.Category == Category.Colour) == 2);
        var second = question.Concepts.Last(c => c.Category == Category.Colour);
        var said = question.Answer.Remove(second.Span.Start, second.Span.Length)
            .Insert(second.Span.Start, Lexicon.Alternatives(second)[0]);
        var contrast = ConceptSwap.Rewritten(question, said);
        Assert.Equal([second.Span], contrast.Chosen.Spans);
        Assert.Equal(said, contrast.Rejected.Text);
    }

    [Fact]
    public void What_the_answer_does_not_name_stays_true()
    {
        var question = Caption();
        var contrast = ConceptSwap.Rewritten(question, "");
        Assert.Equal(question.Answer, contrast.Rejected.Text);
        Assert.Equal(0, contrast.Count);
    }

    private static void Check(Question question, string said)
    {
        var contrast = ConceptSwap.Rewritten(question, said);
        Assert.Equal(question.Answer, contrast.Chosen.Text);
        Assert.Equal(contrast.Chosen.Spans.Count, contrast.Rejected.Spans.Count);
        Assert.Equal(Rest(contrast.Chosen), Rest(contrast.Rejected));
        Assert.NotEqual(0, contrast.Count);
    }

    private static Question Caption() =>
        Questions.Training(World, World.Clip(Split.Align, 0)).First(q => q.Form == Form.Caption);

    private static string Rest(Answer answer) => answer.Spans.Reverse().Aggregate(
        answer.Text, (text, span) => text.Remove(span.Start, span.Length).Insert(span.Start, "·"));
}
