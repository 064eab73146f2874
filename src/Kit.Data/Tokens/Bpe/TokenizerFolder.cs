using Kit.Data.Storage;

namespace Kit.Data.Tokens.Bpe;

/// <summary>Finds a checkpoint's tokenizer files and reads them together.</summary>
internal static class TokenizerFolder
{
    public static BpeParts Read(string path)
    {
        var whole = Directory.Exists(path) ? Path.Combine(path, "tokenizer.json") : path;
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var config = Optional(folder, "tokenizer_config.json");
        return File.Exists(whole) ? TokenizerFile.Read(JsonFields.Read(whole), config)
            : Directory.Exists(path) && File.Exists(Path.Combine(folder, "vocab.json")) ? Parted(folder, config)
            : throw new InvalidDataException($"{path}: expected tokenizer.json, or vocab.json and merges.txt, "
                + "got neither. Name the folder of a checkpoint.");
    }

    /// <summary>Vocabulary and merges in files of their own: the older form of byte-level tokenizers.</summary>
    private static BpeParts Parted(string folder, JsonFields? config)
    {
        var family = config?.FindText("tokenizer_class");
        var vocabulary = JsonFields.Read(Path.Combine(folder, "vocab.json"));
        var (normalizer, pattern) = family switch
        {
            "Qwen2Tokenizer" or "Qwen2TokenizerFast" =>
                (new Normalizer.Unicode(System.Text.NormalizationForm.FormC), SplitPattern.Qwen2),
            "GPT2Tokenizer" or "GPT2TokenizerFast" => (Identity, SplitPattern.Gpt2),
            _ => throw new InvalidDataException($"{folder}: expected a tokenizer_config.json whose tokenizer_class is "
                + $"Qwen2Tokenizer or GPT2Tokenizer, got {family ?? "none"}. Fetch tokenizer.json instead."),
        };
        var model = ByteLevel(vocabulary, MergesFile.Read(Path.Combine(folder, "merges.txt")));
        var added = AddedTokenList.Read([], config, Optional(folder, "added_tokens.json"));
        foreach (var token in added) model.Vocabulary.AddNamed(token.Text, token.Id);
        return new(FilesDigest(folder, ["vocab.json", "merges.txt", "tokenizer_config.json", "added_tokens.json"]),
            model, added, normalizer, new PreTokenizer.Isolate(new(pattern)), "", OpeningBlank.Kept, [], []);
    }

    private static Normalizer Identity => new Normalizer.Chain([]);

    private static BpeModel ByteLevel(JsonFields tokens, IEnumerable<(string Left, string Right)> merges)
    {
        var vocabulary = BpeModelFile.Vocabulary(tokens);
        var table = BpeModelFile.Merges(tokens.File, vocabulary, merges);
        return new(vocabulary, table, new Speller.Utf8(vocabulary), WholeWords.Merged, UnknownRuns.Each);
    }

    private static JsonFields? Optional(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? JsonFields.Read(path) : null;

    internal static string FilesDigest(string folder, IEnumerable<string> names) => Fingerprint.From(
        names.Where(name => File.Exists(Path.Combine(folder, name)))
            .Select(name => new Component(name, Fingerprint.DigestFile(Path.Combine(folder, name))))).Hash;
}
