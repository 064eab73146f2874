namespace Kit.Data.Tokens.Bpe;

/// <summary>Everything that a tokenizer's files say.</summary>
/// <param name="Digest">SHA-256 of the files.</param>
/// <param name="Model">Vocabulary and merges.</param>
/// <param name="Added">Tokens outside the merges.</param>
/// <param name="Normalizer">Before cutting.</param>
/// <param name="PreTokenizer">Cutting into words.</param>
/// <param name="Blank">What the vocabulary writes for a blank; empty where it writes bytes.</param>
/// <param name="Opening">What becomes of a blank that opens decoded text.</param>
/// <param name="Before">Ids put before a text.</param>
/// <param name="After">Ids put after it.</param>
internal sealed record BpeParts(
    string Digest, BpeModel Model, Sequence<AddedToken> Added, Normalizer Normalizer, PreTokenizer PreTokenizer,
    string Blank, OpeningBlank Opening, Sequence<int> Before, Sequence<int> After);
