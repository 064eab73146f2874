using System.Text.Json.Nodes;
using Kit.Data.Tests.Storage;
using Kit.Data.Tokens;
using static Kit.Data.Tests.Tokens.SmallTokenizer;

namespace Kit.Data.Tests.Tokens;

/// <summary>Texts and files that nobody meant well.</summary>
public class HostileTokenizers
{
    private const int Million = 1 << 20;

    // A fifth of a second each; anything that grew with the square would take days.
    [Theory]
    [InlineData("l")]
    [InlineData(" ")]
    [InlineData("\u0301")]
    [InlineData("\ud800")]
    [InlineData("𝒜")]
    [InlineData("<|im_start|")]
    public void A_million_of_one_letter_is_encoded(string letter)
    {
        var text = string.Concat(Enumerable.Repeat(letter, Million / letter.Length));
        foreach (var tokenizer in new[] { Qwen, Llama })
        {
            var tokens = tokenizer.EncodeMarkup(text);
            Assert.Equal(text.Length, tokens.Offsets[^1].End);
            Assert.Empty(tokens.Lost);
        }
    }

    public static TheoryData<string, string, string> Components => new()
    {
        { "normalizer", """{"type": "BertNormalizer"}""", "BertNormalizer" },
        { "normalizer", """{"type": "Sequence", "normalizers": [{"type": "Lowercase"}]}""", "Lowercase" },
        { "normalizer", """{"type": "Replace", "pattern": {"Regex": "x"}, "content": "y"}""", "the text to replace" },
        { "pre_tokenizer", """{"type": "Whitespace"}""", "Whitespace" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "a++b"}, "behavior": "Isolated"}""", ".NET" },
        { "pre_tokenizer", """{"type": "Split", "pattern": {"String": "a"}, "behavior": "Odd"}""", "got Odd" },
        { "pre_tokenizer", """{"type": "Metaspace", "prepend_scheme": "sometimes"}""", "sometimes" },
        { "post_processor", """{"type": "BertProcessing"}""", "BertProcessing" },
        { "decoder", """{"type": "WordPiece"}""", "WordPiece" },
        { "decoder", "null", "decoder" },
        { "decoder", """{"type": "Strip", "content": " ", "start": 2, "stop": 0}""", "one blank stripped" },
        { "model", """{"type": "Unigram", "vocab": {}}""", "Unigram" },
        { "model", """{"type": "BPE", "vocab": {}, "merges": [], "dropout": 0.1}""", "dropout" },
        { "model", """{"type": "BPE", "vocab": {}, "merges": [], "end_of_word_suffix": "</w>"}""", "</w>" },
        { "model", """{"type": "BPE", "vocab": {"a": -1}, "merges": []}""", "got -1" },
        { "model", """{"type": "BPE", "vocab": {"a": 99999999}, "merges": []}""", "got 99999999" },
        { "model", """{"type": "BPE", "vocab": {"a": 1, "b": 1}, "merges": []}""", "that of \"a\"" },
        { "model", """{"type": "BPE", "vocab": {"a": "x"}, "merges": []}""", "a token id" },
        { "model", """{"type": "BPE", "vocab": {"a": 1, "b": 2}, "merges": ["a b"]}""", "\"ab\" in the vocabulary" },
        { "model", """{"type": "BPE", "vocab": {"a": 1}, "merges": ["a a a"]}""", "two tokens" },
        { "model", """{"type": "BPE", "vocab": {"a": 1}, "merges": [["a"]]}""", "two tokens" },
        { "model", """{"type": "BPE", "vocab": {"a": 1}, "merges": [], "unk_token": "?"}""", "unk_token" },
        { "added_tokens", """[{"id": 0, "content": "x"}]""", "that of \"!\"" },
        { "added_tokens", """[{"id": "0", "content": "x"}]""", "an integer" },
        { "added_tokens", """{"x": 1}""", "a list" },
    };

    [Theory, MemberData(nameof(Components))]
    public void What_is_not_known_or_damaged_is_refused_by_name(string component, string json, string named)
    {
        var file = QwenFile();
        file[component] = JsonNode.Parse(json);
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => Load(file)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"model\": 3}")]
    [InlineData("\u0000\u0001")]
    public void What_is_no_tokenizer_is_refused_with_its_path(string json)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["tokenizer.json"], json);
        Assert.StartsWith(folder["tokenizer.json"],
            Assert.Throws<InvalidDataException>(() => BpeTokenizer.Load(folder["tokenizer.json"])).Message);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_refused()
    {
        using var folder = new Folder();
        Assert.Contains("expected tokenizer.json, or vocab.json and merges.txt, got neither",
            Assert.Throws<InvalidDataException>(() => BpeTokenizer.Load(folder.FullName)).Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(99999)]
    [InlineData(int.MinValue)]
    public void An_id_without_a_token_is_refused(int id) =>
        Assert.StartsWith(FormattableString.Invariant($"token id: expected one of {Qwen.Size} tokens, got {id}. "),
            Assert.Throws<ArgumentOutOfRangeException>(() => Qwen.Decode([id])).Message);

    [Fact]
    public void A_name_that_is_no_token_is_refused() =>
        Assert.Contains("got \"<nothing>\"", Assert.Throws<ArgumentException>(() => Qwen.Id("<nothing>")).Message);
}
