using System.Buffers;
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
        || (!EndsInWord(text[..start]) && !BeginsWithWord(text[end..]));

    private static bool EndsInWord(ReadOnlySpan<char> before) =>
        Rune.DecodeLastFromUtf16(before, out var rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool BeginsWithWord(ReadOnlySpan<char> behind) =>
        Rune.DecodeFromUtf16(behind, out var rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value == '_';
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
