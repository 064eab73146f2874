using FsCheck;
using FsCheck.Fluent;
using Kit.Pairs;

namespace Kit.Tests.Pairs;

/// <summary>Texts over few words, so that shared and differing stretches both happen; answers with any legal spans.
/// </summary>
internal static class Given
{
    public static Gen<string> Word { get; } =
        Gen.Elements("a", "red", "blue", "goose", "it's", "two-wheeled", "1.5", ".", ",", "?", "öl", "🦆");

    public static Gen<string> Sentence { get; } =
        from words in Word.ListOf()
        from gaps in Gen.Elements(" ", " ", "  ", "\n").ListOf(words.Count)
        select string.Concat(words.Zip(gaps, (word, gap) => word + gap)).TrimEnd();

    /// <summary>Any text at all, white space and half tags included.</summary>
    public static Gen<string> Text { get; } =
        Gen.Elements("a", "b", " ", "\n", "<", ">", "MASK", "/", ".", "ü").ListOf().Select(string.Concat)
            .Where(text => !text.Contains("<MASK>") && !text.Contains("</MASK>"));

    /// <summary>Disjoint spans anywhere in a text, touching ones too, none of them blank.</summary>
    public static Gen<Answer> Answer { get; } =
        from text in Text
        from cuts in Gen.Choose(0, text.Length).ListOf()
        let borders = cuts.Distinct().Order().ToList()
        from keep in Gen.Elements(true, false).ListOf(borders.Count)
        select new Answer(text, [.. borders.Zip(borders.Skip(1), (start, end) => new Span(start, end))
            .Where((span, i) => keep[i] && !string.IsNullOrWhiteSpace(text[span.Start..span.End]))]);
}
