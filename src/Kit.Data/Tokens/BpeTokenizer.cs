using System.Collections.Frozen;
using System.Text;
using Kit.Data.Tokens.Bpe;
using Kit.Pairs;

namespace Kit.Data.Tokens;

/// <summary>The tokenizer of a Hugging Face checkpoint: byte-level BPE (Qwen2, Llama-3, Mistral-Nemo) and SentencePiece
/// BPE with byte fallback (Llama-2, Vicuna, Mistral).</summary>
/// <remarks>Byte pair encoding: Sennrich et al. 2016, arXiv 1508.07909. Ids are those of Hugging Face's tokenizers
/// without their automatic special tokens, which <see cref="Surround"/> adds. Any number of threads may encode at once.
/// Deviations: special tokens are read from text only by <see cref="EncodeMarkup"/>; offsets ignore
/// <c>trim_offsets</c>, so that they cover the text; decoded text is never "cleaned up", so that it is what was
/// written. Where bytes have no token (no published vocabulary lacks one), what stands beside them is not merged across
/// the gap, as in @huggingface/tokenizers; the Rust library merges across it.</remarks>
public sealed class BpeTokenizer : ITokenizer
{
    private readonly BpeParts parts;
    private readonly BpeReader plain;
    private readonly BpeReader markup;
    private readonly TokenText text;
    private readonly FrozenSet<int> control;

    internal BpeTokenizer(BpeParts parts)
    {
        this.parts = parts;
        plain = Reader(parts, parts.Added.Where(token => token.Kind == AddedKind.Text));
        markup = Reader(parts, parts.Added);
        text = new(parts.Model.Vocabulary, parts.Added.Select(token => token.Id).ToFrozenSet(),
            parts.Model.Speller, parts.Blank, parts.Opening);
        control = parts.Added.Where(token => token.Kind == AddedKind.Control).Select(token => token.Id).ToFrozenSet();
    }

    public int Size => parts.Model.Vocabulary.Size;

    public string Digest => parts.Digest;

    /// <summary>Names of the control tokens in the order of their ids.</summary>
    public Sequence<string> SpecialTokens => Sequence.From(parts.Added
        .Where(token => token.Kind == AddedKind.Control).OrderBy(token => token.Id).Select(token => token.Text));

    /// <summary>Opens a checkpoint's folder, which has <c>tokenizer.json</c>, or <c>vocab.json</c> and
    /// <c>merges.txt</c> with <c>tokenizer_config.json</c>; or a <c>tokenizer.json</c> by name.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or asks for a component that this tokenizer
    /// does not have, which is named.</exception>
    public static BpeTokenizer Load(string path) => new(TokenizerFolder.Read(path));

    /// <summary>Ids and offsets of plain text: what a user writes stays text, also where it looks like a special
    /// token.</summary>
    public Tokenized Encode(string text) => plain.Read(text);

    public Tokenized EncodeAfterSpecial(string text) => plain.Read(text, first: false);

    /// <summary>The same, with special tokens written out in the text, as rendered chat templates have them.</summary>
    public Tokenized EncodeMarkup(string text) => markup.Read(text);

    /// <summary>The text as its tokens will spell it: the file's normal form, such as NFC.</summary>
    public string Normalized(string text) => plain.Normalized(text);

    /// <summary>The tokens with those that the file's post-processor puts around a text, such as Llama's &lt;s&gt;.
    /// </summary>
    public Tokenized Surround(Tokenized tokens)
    {
        var end = tokens.Count > 0 ? tokens.Offsets[^1].End : 0;
        return tokens with
        {
            Ids = [.. parts.Before, .. tokens.Ids, .. parts.After],
            Offsets = [.. parts.Before.Select(_ => new Span(0, 0)), .. tokens.Offsets,
                .. parts.After.Select(_ => new Span(end, end))],
        };
    }

    public string Decode(IEnumerable<int> ids)
    {
        var (stream, decoded) = (Stream(), new StringBuilder());
        foreach (var id in ids) decoded.Append(stream.Add(id));
        return decoded.Append(stream.End()).ToString();
    }

    /// <summary>Decodes ids one by one as they are generated.</summary>
    public StreamedText Stream() => new(text);

    /// <summary>The ids without control tokens, for people to read.</summary>
    public Sequence<int> Spoken(IEnumerable<int> ids) => Sequence.From(ids.Where(id => !control.Contains(id)));

    public int Id(string specialToken) => parts.Model.Vocabulary.FindNamed(specialToken) is >= 0 and var id
        ? id
        : throw new ArgumentException($"special token: expected one of {string.Join(", ", SpecialTokens)}, "
            + $"got \"{specialToken}\". Choose the chat template of the checkpoint's family.");

    public override string ToString() =>
        FormattableString.Invariant($"{Size} tokens, {SpecialTokens.Count} of them special");

    private static BpeReader Reader(BpeParts parts, IEnumerable<AddedToken> added) =>
        new(parts.Model, parts.Normalizer, parts.PreTokenizer, [.. added]);
}
