using Kit.Pairs;

namespace Kit.Data.MovingShapes;

/// <summary>The closed vocabulary of the world: lower case, words and punctuation apart by single spaces.</summary>
public static class Lexicon
{
    /// <summary>Values of a category, in the order of its enumeration.</summary>
    public static Sequence<string> Values(Category category) => category switch
    {
        Category.Colour => [.. Enum.GetValues<Colour>().Select(Word)],
        Category.Shape => [.. Enum.GetValues<Shape>().Select(Word)],
        Category.Direction => [.. Enum.GetValues<Direction>().Select(Word)],
        Category.Speed => [.. Enum.GetValues<Speed>().Select(Word)],
        Category.Count => ["one", "two", "three", "four"],
        Category.Change => [.. Enum.GetValues<Change>().Select(Word)],
        Category.Polarity => ["yes", "no"],
        Category.Letter => ["a", "b", "c", "d"],
        _ => throw new ArgumentOutOfRangeException(
            nameof(category), category, "category: expected a member of Category."),
    };

    public static string Word(Colour colour) => Lower(colour);

    public static string Word(Shape shape) => Lower(shape);

    /// <summary>The whole phrase: to the left, to the right, up, down.</summary>
    public static string Word(Direction direction) =>
        direction is Direction.Left or Direction.Right ? $"to the {Lower(direction)}" : Lower(direction);

    public static string Word(Speed speed) => Lower(speed);

    /// <summary>appears, disappears, stays.</summary>
    public static string Word(Change change) => Lower(change);

    /// <summary>The other values of the same category: what the concept could wrongly be.</summary>
    public static Sequence<string> Alternatives(Concept concept) =>
        [.. Values(concept.Category).Where(value => value != concept.Value)];

    /// <summary>Every concept of a text, the longest phrase first; a letter only behind its bracket.</summary>
    public static Sequence<Concept> Find(string text)
    {
        var tokens = Tokens(text);
        var found = new List<Concept>();
        for (var i = 0; i < tokens.Count;)
        {
            var match = Phrases.FirstOrDefault(phrase => Matches(text, tokens, i, phrase));
            if (match is not null) found.Add(new(match.Category, match.Value, Across(tokens, i, match)));
            i += match?.Words ?? 1;
        }

        return Sequence.From(found);
    }

    /// <summary>All words of all texts, sorted.</summary>
    public static Sequence<string> Vocabulary { get; } = [.. Enum.GetValues<Category>()
        .SelectMany(Values).SelectMany(value => value.Split(' ')).Concat(Glue.Split(' '))
        .Distinct().Order(StringComparer.Ordinal)];

    private const string Glue =
        ". ? ( ) a after appear are before colour describe disappear does fast first happens how in is last many move "
        + "moves moving say see shape shapes stay the then there to video way what which you";

    private sealed record Phrase(Category Category, string Value)
    {
        public int Words { get; } = Value.Count(letter => letter == ' ') + 1;
    }

    private static IReadOnlyList<Phrase> Phrases { get; } = [.. Enum.GetValues<Category>()
        .SelectMany(category => Values(category).Select(value => new Phrase(category, value)))
        .OrderByDescending(phrase => phrase.Words)];

    private static bool Matches(string text, List<Span> tokens, int at, Phrase phrase)
    {
        if (at + phrase.Words > tokens.Count) return false;
        var span = Across(tokens, at, phrase);
        if (!text.AsSpan(span.Start, span.Length).SequenceEqual(phrase.Value)) return false;
        return phrase.Category != Category.Letter || (at > 0 && text[tokens[at - 1].Start] == '(');
    }

    private static Span Across(List<Span> tokens, int at, Phrase phrase) =>
        new(tokens[at].Start, tokens[at + phrase.Words - 1].End);

    private static List<Span> Tokens(string text)
    {
        var spans = new List<Span>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf(' ', start) is var blank and >= 0 ? blank : text.Length;
            if (end > start) spans.Add(new Span(start, end));
            start = end + 1;
        }

        return spans;
    }

    private static string Lower<TEnum>(TEnum value) where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
