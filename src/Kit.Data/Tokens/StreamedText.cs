using System.Text;
using Kit.Data.Tokens.Bpe;

namespace Kit.Data.Tokens;

/// <summary>Decodes token by token: whole characters as soon as they are complete.</summary>
/// <remarks>Laws: what <see cref="Add"/> returned for every id and then <see cref="End"/> is the decoded text of all
/// ids; no piece ends inside a character. Bytes that are no UTF-8 become U+FFFD.</remarks>
public sealed class StreamedText
{
    private readonly TokenText text;
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private bool open;

    internal StreamedText(TokenText text) => (this.text, open) = (text, text.Opening is OpeningBlank.Dropped);

    /// <summary>The characters that this token completes; often none.</summary>
    public string Add(int id) => Decode(text.Bytes(id), flush: false);

    /// <summary>What is left when no token follows: U+FFFD for a character that was begun and not completed.</summary>
    public string End() => Decode([], flush: true);

    private string Decode(byte[] bytes, bool flush)
    {
        var characters = new char[decoder.GetCharCount(bytes, flush)];
        decoder.GetChars(bytes, characters, flush);
        if (characters.Length == 0) return "";
        var piece = new string(characters, open && characters[0] == ' ' ? 1 : 0,
            characters.Length - (open && characters[0] == ' ' ? 1 : 0));
        open = false;
        return piece;
    }
}
