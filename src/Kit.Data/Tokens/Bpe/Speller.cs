using System.Globalization;
using System.Text;

namespace Kit.Data.Tokens.Bpe;

/// <summary>What a word is made of before anything is merged, and what becomes of what stays unspelt.</summary>
internal abstract record Speller
{
    private Speller() { }

    /// <summary>Smallest symbols of a word, in order.</summary>
    public abstract List<Symbol> Spell(ReadOnlySpan<char> word);

    /// <summary>The word as the vocabulary writes it.</summary>
    public abstract string Written(ReadOnlySpan<char> word);

    /// <summary>Symbols for what no token spells.</summary>
    public abstract IEnumerable<Symbol> Unspelt(Symbol symbol, ReadOnlyMemory<char> word);

    /// <summary>UTF-8 bytes of a token's text.</summary>
    public abstract byte[] Bytes(string token);

    /// <summary>GPT-2's: symbols are the bytes of UTF-8.</summary>
    public sealed record Utf8(Vocabulary Vocabulary) : Speller
    {
        private readonly int[] ids =
            [.. Enumerable.Range(0, 256).Select(b => Vocabulary.Find(ByteAlphabet.Letter((byte)b).ToString()))];

        public override List<Symbol> Spell(ReadOnlySpan<char> word)
        {
            var (symbols, at) = (new List<Symbol>(word.Length), 0);
            Span<byte> bytes = stackalloc byte[4];
            foreach (var rune in word.EnumerateRunes())
            {
                var end = at + rune.Utf16SequenceLength;
                foreach (var one in bytes[..rune.EncodeToUtf8(bytes)]) symbols.Add(new(ids[one], at, end));
                at = end;
            }

            return symbols;
        }

        public override string Written(ReadOnlySpan<char> word)
        {
            var bytes = new byte[Encoding.UTF8.GetByteCount(word)];
            Encoding.UTF8.GetBytes(word, bytes);
            return string.Create(bytes.Length, bytes, static (letters, all) =>
            {
                for (var i = 0; i < all.Length; i++) letters[i] = ByteAlphabet.Letter(all[i]);
            });
        }

        public override IEnumerable<Symbol> Unspelt(Symbol symbol, ReadOnlyMemory<char> word) =>
            [symbol with { Id = Vocabulary.Unknown }];

        public override byte[] Bytes(string token) => ByteAlphabet.Spelt(token);
    }

    /// <summary>SentencePiece's: symbols are characters.</summary>
    public sealed record Characters(Vocabulary Vocabulary) : Speller
    {
        public override List<Symbol> Spell(ReadOnlySpan<char> word)
        {
            var (symbols, at) = (new List<Symbol>(word.Length), 0);
            foreach (var rune in word.EnumerateRunes())
            {
                var end = at + rune.Utf16SequenceLength;
                symbols.Add(new(Vocabulary.Find(word[at..end]), at, end));
                at = end;
            }

            return symbols;
        }

        public override string Written(ReadOnlySpan<char> word) => word.ToString();

        public override IEnumerable<Symbol> Unspelt(Symbol symbol, ReadOnlyMemory<char> word) =>
            [symbol with { Id = Vocabulary.Unknown }];

        public override byte[] Bytes(string token) => Encoding.UTF8.GetBytes(token);
    }

    /// <summary>SentencePiece's with byte fallback: a character that no token spells becomes tokens such as
    /// <c>&lt;0xE2&gt;</c>, one a byte.</summary>
    public sealed record Fallback(Vocabulary Vocabulary) : Speller
    {
        private readonly Characters characters = new(Vocabulary);
        private readonly int[] ids = [.. Enumerable.Range(0, 256).Select(b => Vocabulary.Find(Name((byte)b)))];

        public override List<Symbol> Spell(ReadOnlySpan<char> word) => characters.Spell(word);

        public override string Written(ReadOnlySpan<char> word) => characters.Written(word);

        public override IEnumerable<Symbol> Unspelt(Symbol symbol, ReadOnlyMemory<char> word)
        {
            Span<byte> bytes = stackalloc byte[4];
            var spelt = new Symbol[Encoding.UTF8.GetBytes(word.Span[symbol.Start..symbol.End], bytes)];
            for (var i = 0; i < spelt.Length; i++) spelt[i] = symbol with { Id = ids[bytes[i]] };
            return Array.Exists(spelt, one => one.Id == Symbol.None) ? characters.Unspelt(symbol, word) : spelt;
        }

        public override byte[] Bytes(string token) =>
            token is ['<', '0', 'x', _, _, '>'] && byte.TryParse(
                token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                    ? [value]
                    : Encoding.UTF8.GetBytes(token);

        private static string Name(byte value) => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");
    }
}
