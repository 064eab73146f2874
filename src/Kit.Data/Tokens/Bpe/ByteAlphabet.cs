using System.Text;

namespace Kit.Data.Tokens.Bpe;

/// <summary>GPT-2's letters for bytes, in which byte-level vocabularies are written: printable Latin-1 characters stand
/// for themselves, the other bytes for U+0100 and on.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Letters = MakeLetters();

    private static readonly Dictionary<char, byte> Bytes =
        Enumerable.Range(0, 256).ToDictionary(b => Letters[b], b => (byte)b);

    public static char Letter(byte value) => Letters[value];

    /// <summary>The bytes that a token spells; a token of other characters spells its own UTF-8.</summary>
    public static byte[] Spelt(string token) =>
        token.All(Bytes.ContainsKey) ? [.. token.Select(letter => Bytes[letter])] : Encoding.UTF8.GetBytes(token);

    private static char[] MakeLetters()
    {
        var next = 256;
        return [.. Enumerable.Range(0, 256).Select(b =>
            b is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE ? (char)b : (char)next++)];
    }
}
