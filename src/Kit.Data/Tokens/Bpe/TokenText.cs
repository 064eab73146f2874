using System.Text;

namespace Kit.Data.Tokens.Bpe;

/// <summary>What tokens spell.</summary>
/// <param name="Vocabulary">Tokens by id.</param>
/// <param name="Added">Ids whose text is their name.</param>
/// <param name="Speller">How the other tokens are written.</param>
/// <param name="Blank">What the vocabulary writes for a blank; empty where it writes bytes.</param>
/// <param name="Opening">What becomes of a blank that opens the text.</param>
internal sealed record TokenText(
    Vocabulary Vocabulary, IReadOnlySet<int> Added, Speller Speller, string Blank, OpeningBlank Opening)
{
    /// <summary>UTF-8, not always whole characters.</summary>
    public byte[] Bytes(int id)
    {
        var token = Vocabulary.Token(id)
            ?? throw new ArgumentOutOfRangeException(nameof(id), FormattableString.Invariant(
                $"token id: expected one of {Vocabulary.Size} tokens, got {id}. ")
                + "Decode with the tokenizer that encoded.");
        return Added.Contains(id) ? Encoding.UTF8.GetBytes(token)
            : Speller.Bytes(Blank.Length > 0 ? token.Replace(Blank, " ", StringComparison.Ordinal) : token);
    }
}

/// <summary>Whether a blank that opens decoded text is the vocabulary's own and dropped.</summary>
internal enum OpeningBlank
{
    Kept,
    Dropped,
}
