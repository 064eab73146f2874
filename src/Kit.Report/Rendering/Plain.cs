using System.Text;

namespace Kit.Report.Rendering;

/// <summary>Text without what could act on its reader's program: control characters, broken surrogates, what
/// XML forbids, and the marks that reverse the direction of writing.</summary>
internal static class Plain
{
    /// <summary>Lines kept; tabs become blanks.</summary>
    public static string Lines(string text) => Clean(text.ReplaceLineEndings("\n"), keep: '\n');

    /// <summary>Line ends become blanks.</summary>
    public static string OneLine(string text) => Clean(text.ReplaceLineEndings(" "), keep: ' ');

    private static string Clean(string text, char keep)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value switch
            {
                '\t' => " ",
                _ when rune.Value == keep => rune.ToString(),
                _ when Rune.IsControl(rune) || Redirects(rune.Value) || rune.Value is 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        return clean.ToString();
    }

    /// <summary>U+202A…U+202E and U+2066…U+2069.</summary>
    private static bool Redirects(int rune) => rune is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;
}
