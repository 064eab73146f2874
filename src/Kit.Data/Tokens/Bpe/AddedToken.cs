using System.Text;

namespace Kit.Data.Tokens.Bpe;

/// <summary>A token outside the merges, read from text as a whole.</summary>
/// <param name="Text">As written.</param>
/// <param name="Id">Token id.</param>
/// <param name="Kind">Control tokens are never read from plain text.</param>
/// <param name="Strips">White space beside it that it takes along.</param>
/// <param name="SingleWord">Read only where no letter, digit or underscore touches it.</param>
/// <param name="Normalized">Looked for after normalisation instead of before.</param>
internal sealed record AddedToken(
    string Text, int Id, AddedKind Kind, AddedStrips Strips, bool SingleWord, bool Normalized)
{
    /// <summary>Whether a match at [start, end) stands alone where it must.</summary>
    public bool Fits(ReadOnlySpan<char> text, int start, int end) => !SingleWord
        || ((start == 0 || !IsWord(text[..start], last: true)) && (end == text.Length || !IsWord(text[end..], last: false)));

    private static bool IsWord(ReadOnlySpan<char> side, bool last)
    {
        Rune rune;
        if (last) Rune.DecodeLastFromUtf16(side, out rune, out _);
        else Rune.DecodeFromUtf16(side, out rune, out _);
        return Rune.IsLetterOrDigit(rune) || rune.Value == '_';
    }
}

/// <summary>What an added token stands for.</summary>
internal enum AddedKind
{
    /// <summary>Ordinary text that has a token of its own.</summary>
    Text,

    /// <summary>A control token: turns, media, padding.</summary>
    Control,
}

/// <summary>White space that an added token takes along.</summary>
[Flags]
internal enum AddedStrips
{
    None = 0,
    Left = 1,
    Right = 2,
}
