namespace Kit.Data.Tokens.Bpe;

/// <summary>One token of a word, or a byte or character that no token spells.</summary>
/// <param name="Id">Token id, or <see cref="None"/>.</param>
/// <param name="Start">First character, in the word.</param>
/// <param name="End">One past the last character; bytes of one character share its place.</param>
internal readonly record struct Symbol(int Id, int Start, int End)
{
    public const int None = -1;
}
