namespace Kit.Pairs;

/// <summary>Cuts text into words for comparison: letters and digits with their inner ' - . , signs, or one other sign.
/// </summary>
internal static class Words
{
    public static Sequence<Span> Split(string text)
    {
        var words = new List<Span>();
        for (var at = 0; at < text.Length;)
        {
            var end = End(text, at);
            if (!char.IsWhiteSpace(text[at])) words.Add(new(at, end));
            at = end;
        }

        return Sequence.From(words);
    }

    private static int End(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && Inside(text, end)) end++;
        return end;
    }

    // Whether the character at i continues the word before it: red|dish, it|'s, two|-wheeled, 1|.5, but not red|.
    private static bool Inside(string text, int i) => IsLetter(text, i)
        ? IsLetter(text, i - 1) || (IsJoint(text[i - 1]) && i > 1 && IsLetter(text, i - 2))
        : IsJoint(text[i]) && IsLetter(text, i - 1) && i + 1 < text.Length && IsLetter(text, i + 1);

    // Halves of a surrogate pair count as letters, so that no pair is cut.
    private static bool IsLetter(string text, int i) => char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i])
        || char.GetUnicodeCategory(text[i]) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private static bool IsJoint(char sign) => sign is '\'' or '’' or '-' or '.' or ',';
}
