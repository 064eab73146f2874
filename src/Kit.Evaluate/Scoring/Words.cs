using System.Globalization;
using System.Text;

namespace Kit.Evaluate.Scoring;

/// <summary>Whole words as the official scorers see them.</summary>
/// <remarks>Python's <c>\b</c>: a word character is a letter, a number or the underscore. .NET's <c>\b</c> also takes
/// combining marks and joiners and leaves out ² and ½, so the rule is written out here.</remarks>
internal static class Words
{
    /// <summary>Whether the word stands in the text, ignoring case, with no word character on either side.</summary>
    public static bool Contain(string text, string word)
    {
        var runes = text.EnumerateRunes().Select(Fold).ToArray();
        var sought = word.EnumerateRunes().Select(Fold).ToArray();
        return Enumerable.Range(0, Math.Max(0, runes.Length - sought.Length + 1))
            .Any(start => StandsAt(runes, sought, start));
    }

    private static bool StandsAt(Rune[] text, Rune[] word, int start) =>
        text.AsSpan(start, word.Length).SequenceEqual(word)
        && (start == 0 || !IsWord(text[start - 1]))
        && (start + word.Length == text.Length || !IsWord(text[start + word.Length]));

    /// <summary>Python's case folding in a pattern: ſ equals s, the Kelvin sign k.</summary>
    private static Rune Fold(Rune rune) => rune.Value == 'ſ' ? new Rune('s') : Rune.ToLowerInvariant(rune);

    public static bool IsWord(Rune rune) => rune.Value == '_' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
