using System.Collections.Frozen;
using Kit.Data.Storage;
using Kit.Pairs;

namespace Kit.Data.Tokens;

/// <summary>One token per word of a closed vocabulary, for worlds whose language is known in full.</summary>
/// <remarks>Words are what stands between white space, compared letter by letter. Ids: 0 pad, 1 start, 2 end, 3 video,
/// 4 unknown, then the words in the given order.</remarks>
public sealed class WordTokenizer : ITokenizer, IEquatable<WordTokenizer>
{
    private static readonly Sequence<string> Specials =
        [SpecialTokens.Pad, SpecialTokens.Start, SpecialTokens.End, SpecialTokens.Video, SpecialTokens.Unknown];

    private readonly FrozenDictionary<string, int> ids;

    /// <param name="words">Distinct, without white space, not named like a special token; order fixes the ids.</param>
    public WordTokenizer(IEnumerable<string> words)
    {
        Words = WordList.Checked(words, Specials);
        ids = Words.Select((word, index) => KeyValuePair.Create(word, index + Specials.Count)).ToFrozenDictionary();
        Digest = Fingerprint.From(("kind", "words"), ("specials", string.Join(' ', Specials)),
            ("words", string.Join(' ', Words))).Hash;
    }

    public Sequence<string> Words { get; }

    public int Size => Specials.Count + Words.Count;

    public string Digest { get; }

    /// <summary>Encodes text; a word outside the vocabulary is refused by name and place.</summary>
    public Tokenized Encode(string text) => Encode(text, (word, at) => throw WordList.Unknown(Words, text, word, at));

    /// <summary>Encodes text; words outside the vocabulary become <see cref="SpecialTokens.Unknown"/>.</summary>
    public Tokenized EncodeOrUnknown(string text) => Encode(text, (_, _) => Id(SpecialTokens.Unknown));

    public string Decode(IEnumerable<int> ids) => string.Join(' ', ids.Select(Token));

    public int Id(string specialToken)
    {
        for (var id = 0; id < Specials.Count; id++)
            if (Specials[id] == specialToken) return id;
        throw new ArgumentException($"special token: expected one of {string.Join(", ", Specials)}, "
            + $"got \"{specialToken}\". Encode(text) gives the ids of words.");
    }

    /// <summary>Writes the vocabulary as JSON.</summary>
    public void Save(string path) => WordList.Save(path, Words);

    /// <summary>Reads a vocabulary that <see cref="Save"/> wrote; encodes exactly as the saved one.</summary>
    public static WordTokenizer Load(string path) => WordList.Load(path, words => new WordTokenizer(words));

    public bool Equals(WordTokenizer? other) => other is not null && Words.Equals(other.Words);

    public override bool Equals(object? obj) => Equals(obj as WordTokenizer);

    public override int GetHashCode() => Words.GetHashCode();

    public override string ToString() => FormattableString.Invariant($"{Size} tokens, {Words.Count} words");

    private Tokenized Encode(string text, Func<string, Span, int> unknown)
    {
        var offsets = WordList.Split(text);
        return new(Sequence.From(offsets.Select(at => IdOf(text[at.Start..at.End], at, unknown))), offsets);
    }

    private int IdOf(string word, Span at, Func<string, Span, int> unknown) =>
        ids.TryGetValue(word, out var id) ? id : unknown(word, at);

    private string Token(int id) =>
        id < 0 || id >= Size ? throw new ArgumentOutOfRangeException(nameof(id), FormattableString.Invariant(
            $"token id: expected 0 to {Size - 1}, got {id}. Decode with the tokenizer that encoded."))
        : id < Specials.Count ? Specials[id] : Words[id - Specials.Count];
}
