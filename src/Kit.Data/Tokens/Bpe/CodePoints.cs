using System.Globalization;
using System.Text;

namespace Kit.Data.Tokens.Bpe;

/// <summary>Text with one unit a code point, so that .NET's regular expressions, which see UTF-16 units, decide on
/// letters outside the basic plane as on any other letter.</summary>
/// <remarks>A code point above U+FFFF is replaced by a stand-in of the same general category inside the plane. A
/// pattern that asks for categories, white space and single characters cannot tell them apart.</remarks>
internal static class CodePoints
{
    /// <summary>The text to match, and the UTF-16 index of each of its units, or null when they are the same.</summary>
    public static (ReadOnlyMemory<char> Units, int[]? Starts) From(ReadOnlyMemory<char> text)
    {
        if (!text.Span.ContainsAnyInRange('\uD800', '\uDFFF')) return (text, null);
        var (units, starts) = (new StringBuilder(text.Length), new List<int>(text.Length + 1));
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.Span[i..], out var rune, out var length);
            starts.Add(i);
            units.Append(rune.IsBmp ? (char)rune.Value : StandIn(Rune.GetUnicodeCategory(rune)));
            i += length;
        }

        starts.Add(text.Length);
        return (units.ToString().AsMemory(), [.. starts]);
    }

    private static char StandIn(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => '\u0410',
        UnicodeCategory.LowercaseLetter => '\u0430',
        UnicodeCategory.TitlecaseLetter => '\u01C5',
        UnicodeCategory.ModifierLetter => '\u02B0',
        UnicodeCategory.OtherLetter => '\u4E00',
        UnicodeCategory.NonSpacingMark => '\u0300',
        UnicodeCategory.SpacingCombiningMark => '\u0903',
        UnicodeCategory.EnclosingMark => '\u0488',
        UnicodeCategory.DecimalDigitNumber => '\u0660',
        UnicodeCategory.LetterNumber => '\u2160',
        UnicodeCategory.OtherNumber => '\u2460',
        UnicodeCategory.ConnectorPunctuation => '\u203F',
        UnicodeCategory.DashPunctuation => '\u2010',
        UnicodeCategory.OpenPunctuation => '\u2045',
        UnicodeCategory.ClosePunctuation => '\u2046',
        UnicodeCategory.InitialQuotePunctuation => '\u2018',
        UnicodeCategory.FinalQuotePunctuation => '\u201D',
        UnicodeCategory.OtherPunctuation => '\u2020',
        UnicodeCategory.MathSymbol => '\u2200',
        UnicodeCategory.CurrencySymbol => '\u20AC',
        UnicodeCategory.ModifierSymbol => '\u02C2',
        UnicodeCategory.OtherSymbol => '\u2600',
        UnicodeCategory.Format => '\u200B',
        UnicodeCategory.PrivateUse => '\uE000',
        _ => '\u0378',    // unassigned
    };
}
