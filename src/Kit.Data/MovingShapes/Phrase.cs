using Kit.Pairs;

namespace Kit.Data.MovingShapes;

/// <summary>A text under construction that remembers where its concepts are; + joins with one space.</summary>
internal sealed record Phrase(string Text, Sequence<Concept> Concepts)
{
    public static Phrase Plain(string text) => new(text, []);

    public static Phrase Key(Category category, string value) =>
        new(value, [new Concept(category, value, new Span(0, value.Length))]);

    public static Phrase Key(Look look) =>
        Key(Category.Colour, Lexicon.Word(look.Colour)) + Key(Category.Shape, Lexicon.Word(look.Shape));

    public static Phrase operator +(Phrase left, Phrase right) => new(
        $"{left.Text} {right.Text}",
        [.. left.Concepts, .. right.Concepts.Select(concept => Shift(concept, left.Text.Length + 1))]);

    public static Phrase operator +(Phrase left, string right) => left + Plain(right);

    public static Phrase operator +(string left, Phrase right) => Plain(left) + right;

    private static Concept Shift(Concept concept, int by) =>
        concept with { Span = new Span(concept.Span.Start + by, concept.Span.End + by) };
}
