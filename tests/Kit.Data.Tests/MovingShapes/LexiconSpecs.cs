using Kit.Data.MovingShapes;
using Kit.Pairs;

namespace Kit.Data.Tests.MovingShapes;

public class LexiconSpecs
{
    [Fact]
    public void The_vocabulary_is_small_sorted_and_without_idle_words()
    {
        var said = Given.World.Clips(Split.Train, 400)
            .SelectMany(clip => Given.Everything(Given.World, clip))
            .SelectMany(question => $"{question.Text} {question.Answer}".Split(' ')).Distinct();
        Assert.Equal(Lexicon.Vocabulary, said.Order(StringComparer.Ordinal));
        Assert.InRange(Lexicon.Vocabulary.Count, 40, 120);
    }

    [Fact]
    public void Concepts_are_found_with_their_characters() =>
        Assert.Equal(
            [
                new(Category.Colour, "red", new Span(6, 9)), new(Category.Shape, "circle", new Span(10, 16)),
                new(Category.Speed, "slowly", new Span(23, 29)),
                new(Category.Direction, "to the left", new Span(30, 41)),
            ],
            Lexicon.Find("the a red circle moves slowly to the left ."));

    [Fact]
    public void A_letter_is_a_concept_only_behind_a_bracket()
    {
        var found = Lexicon.Find("( a ) up").Select(concept => concept.Category);
        Assert.Equal([Category.Letter, Category.Direction], found);
        Assert.Empty(Lexicon.Find("a b is there"));
    }

    [Fact]
    public void Words_inside_other_words_are_no_concepts()
    {
        Assert.Empty(Lexicon.Find("redder upward yesterday"));
        Assert.Equal(["disappears"], Lexicon.Find("it disappears").Select(concept => concept.Value));
    }

    [Fact]
    public void Alternatives_are_the_rest_of_the_category() =>
        Assert.Equal(["to the right", "up", "down"],
            Lexicon.Alternatives(new Concept(Category.Direction, "to the left", new Span(0, 11))));
}
