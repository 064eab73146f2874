using System.Text.Json.Nodes;
using Kit.Data.Tests.Storage;
using Kit.Data.Tokens;

namespace Kit.Data.Tests.Tokens;

/// <summary>Tokenizer files small enough to follow by hand.</summary>
internal static class SmallTokenizer
{
    private static List<int> Alphabet { get; } =
    [
        .. Enumerable.Range('!', 94), .. Enumerable.Range(0xA1, 12), .. Enumerable.Range(0xAE, 82),
        .. Enumerable.Range(0, 256).Where(b => b is < '!' or (> '~' and < 0xA1) or 0xAD),
    ];

    public static string[] Merges { get; } =
        ["h e", "l l", "he ll", "hell o", "Ġ w", "o r", "Ġw or", "Ġ Ġ", "u s", "e r", "us er"];

    public static string[] Control { get; } =
    [
        "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|video_pad|>", "<|vision_end|>", "<video>",
        "<pad>", "<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<s>", "</s>",
    ];

    /// <summary>Qwen2's form: 256 bytes, then the results of the merges, then control tokens.</summary>
    public static BpeTokenizer Qwen { get; } = Load(QwenFile());

    /// <summary>Llama-2's form: three control tokens, 256 bytes by name, letters and words with ▁.</summary>
    public static BpeTokenizer Llama { get; } = Load(LlamaFile());

    /// <summary>Ids of bytes as the published files order them: printable Latin-1, then the others.</summary>
    public static int Byte(int value) => Alphabet.IndexOf(value);

    public static JsonObject QwenFile()
    {
        var (vocabulary, next) = (new JsonObject(), 0);
        foreach (var value in Alphabet) vocabulary[Letter(value)] = next++;
        foreach (var merge in Merges) vocabulary[merge.Replace(" ", "", StringComparison.Ordinal)] = next++;
        return new()
        {
            ["added_tokens"] = new JsonArray([.. Control.Select(name => (JsonNode)Added(next++, name))]),
            ["normalizer"] = new JsonObject { ["type"] = "NFC" },
            ["pre_tokenizer"] = Part("Sequence", ("pretokenizers", new JsonArray(
                Part("Split", ("pattern", new JsonObject { ["Regex"] = QwenPattern }), ("behavior", "Isolated")),
                Part("ByteLevel", ("add_prefix_space", false), ("use_regex", false))))),
            ["post_processor"] = Part("ByteLevel"),
            ["decoder"] = Part("ByteLevel"),
            ["model"] = Part("BPE", ("vocab", vocabulary),
                ("merges", new JsonArray([.. Merges.Select(merge => (JsonNode)merge)]))),
        };
    }

    public static JsonObject LlamaFile()
    {
        var (vocabulary, next) = (new JsonObject { ["<unk>"] = 0, ["<s>"] = 1, ["</s>"] = 2 }, 3);
        for (var b = 0; b < 256; b++) vocabulary[$"<0x{b:X2}>"] = next++;
        foreach (var token in new[] { "▁", "a", "b", "c", ":", "A", "S", "U", "▁a", "▁ab", "bc", "▁A", "<", "s", ">" })
            vocabulary[token] = next++;
        return new()
        {
            ["added_tokens"] = new JsonArray(Added(0, "<unk>"), Added(1, "<s>"), Added(2, "</s>"),
                Added(next, "<video>"), Added(next + 1, "<loud>", ("lstrip", true), ("rstrip", true)),
                Added(next + 2, "word", ("special", false), ("single_word", true), ("normalized", false))),
            ["normalizer"] = Part("Sequence", ("normalizers", new JsonArray(
                Part("Prepend", ("prepend", "▁")),
                Part("Replace", ("pattern", new JsonObject { ["String"] = " " }), ("content", "▁"))))),
            ["post_processor"] = Part("TemplateProcessing",
                ("single", new JsonArray(
                    new JsonObject { ["SpecialToken"] = new JsonObject { ["id"] = "<s>", ["type_id"] = 0 } },
                    new JsonObject { ["Sequence"] = new JsonObject { ["id"] = "A", ["type_id"] = 0 } })),
                ("special_tokens", new JsonObject
                {
                    ["<s>"] = new JsonObject { ["id"] = "<s>", ["ids"] = new JsonArray(1) },
                })),
            ["decoder"] = Part("Sequence", ("decoders", new JsonArray(
                Part("Replace", ("pattern", new JsonObject { ["String"] = "▁" }), ("content", " ")),
                Part("ByteFallback"), Part("Fuse"), Part("Strip", ("content", " "), ("start", 1), ("stop", 0))))),
            ["model"] = Part("BPE", ("vocab", vocabulary), ("unk_token", "<unk>"), ("byte_fallback", true),
                ("fuse_unk", true), ("merges", new JsonArray(new JsonArray("▁", "a"), new JsonArray("b", "c"),
                    new JsonArray("▁a", "b"), new JsonArray("▁", "A")))),
        };
    }

    public static BpeTokenizer Load(JsonObject file)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["tokenizer.json"], file.ToJsonString());
        return BpeTokenizer.Load(folder.FullName);
    }

    public const string QwenPattern = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
        + @"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public static JsonObject Part(string type, params (string Name, JsonNode Value)[] fields)
    {
        var part = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields) part[name] = value;
        return part;
    }

    private static JsonObject Added(int id, string content, params (string Name, JsonNode Value)[] fields)
    {
        var token = new JsonObject { ["id"] = id, ["content"] = content, ["special"] = true };
        foreach (var (name, value) in fields) token[name] = value;
        return token;
    }

    private static string Letter(int value)
    {
        var others = Enumerable.Range(0, 256).Where(b => b is < '!' or (> '~' and < 0xA1) or 0xAD).ToList();
        return ((char)(others.Contains(value) ? 256 + others.IndexOf(value) : value)).ToString();
    }
}
