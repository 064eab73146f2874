namespace Kit.Data.Tokens;

/// <summary>Text ↔ token ids, with the characters that every token stands for.</summary>
public interface ITokenizer
{
    /// <summary>V, the number of ids; every id is below it.</summary>
    int Size { get; }

    /// <summary>SHA-256 (hex) of the vocabulary and rules; equal digests encode equally.</summary>
    string Digest { get; }

    /// <summary>Ids and offsets of plain text; special tokens are never read from text.</summary>
    Tokenized Encode(string text);

    /// <summary>The same for text that stands behind a special token: some tokenizers put a blank before the first word
    /// of a text only.</summary>
    Tokenized EncodeAfterSpecial(string text) => Encode(text);

    /// <summary>The text of ids; special tokens appear by name.</summary>
    string Decode(IEnumerable<int> ids);

    /// <summary>The id of a special token such as <see cref="SpecialTokens.Video"/>.</summary>
    int Id(string specialToken);
}
