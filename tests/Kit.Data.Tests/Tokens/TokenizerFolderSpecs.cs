using System.Text.Json.Nodes;
using Kit.Data.Tests.Storage;
using Kit.Data.Tokens;
using static Kit.Data.Tests.Tokens.SmallTokenizer;

namespace Kit.Data.Tests.Tokens;

public class TokenizerFolderSpecs
{
    private static readonly string[] Texts =
        ["hello world", "e\u0301  7\n\n!", "<|im_start|>user\nhello<|im_end|>\n", "日本 𝒜 <video>"];

    [Fact]
    public void Vocabulary_and_merges_in_files_of_their_own_are_the_same_tokenizer()
    {
        using var folder = new Folder();
        Part(folder, "Qwen2Tokenizer");
        var tokenizer = BpeTokenizer.Load(folder.FullName);
        foreach (var text in Texts)
        {
            Assert.Equal(Qwen.EncodeMarkup(text), tokenizer.EncodeMarkup(text));
            Assert.Equal(Qwen.Encode(text), tokenizer.Encode(text));
            Assert.Equal(Qwen.Decode(Qwen.Encode(text).Ids), tokenizer.Decode(tokenizer.Encode(text).Ids));
        }

        Assert.Equal(Qwen.SpecialTokens, tokenizer.SpecialTokens);
    }

    [Fact]
    public void Names_in_added_tokens_are_control_tokens()
    {
        using var folder = new Folder();
        Part(folder, "Qwen2Tokenizer");
        File.WriteAllText(folder["tokenizer_config.json"], """{"tokenizer_class": "Qwen2Tokenizer"}""");
        File.WriteAllText(folder["added_tokens.json"], """{"<|im_end|>": 300}""");
        var tokenizer = BpeTokenizer.Load(folder.FullName);
        Assert.Equal([300], tokenizer.EncodeMarkup("<|im_end|>").Ids);
        Assert.Equal(301, tokenizer.Size);
    }

    [Fact]
    public void Tokens_that_only_the_configuration_names_are_added()
    {
        using var folder = new Folder();
        File.WriteAllText(folder["tokenizer.json"], QwenFile().ToJsonString());
        File.WriteAllText(folder["tokenizer_config.json"],
            """{"added_tokens_decoder": {"400": {"content": "<image>", "special": true}}}""");
        var tokenizer = BpeTokenizer.Load(folder.FullName);
        Assert.Equal([400], tokenizer.EncodeMarkup("<image>").Ids);
        Assert.Equal(400, tokenizer.Id("<image>"));
        Assert.NotEqual(Qwen.Digest, tokenizer.Digest);
    }

    [Fact]
    public void Equal_files_have_equal_digests() =>
        Assert.Equal(Qwen.Digest, Load(QwenFile()).Digest);

    [Theory]
    [InlineData("LlamaTokenizer")]
    [InlineData(null)]
    public void A_family_that_needs_tokenizer_json_is_told_so(string? family)
    {
        using var folder = new Folder();
        Part(folder, family);
        var message = Assert.Throws<InvalidDataException>(() => BpeTokenizer.Load(folder.FullName)).Message;
        Assert.Contains($"got {family ?? "none"}. Fetch tokenizer.json instead.", message);
    }

    [Fact]
    public void Missing_or_broken_merges_are_refused()
    {
        using var folder = new Folder();
        Part(folder, "Qwen2Tokenizer");
        File.WriteAllText(folder["merges.txt"], "#version: 0.2\nh e\nhe\n");
        Assert.Contains("merges.txt, line 3: expected two tokens with a blank between them, got \"he\"",
            Assert.Throws<InvalidDataException>(() => BpeTokenizer.Load(folder.FullName)).Message);
        File.Delete(folder["merges.txt"]);
        Assert.Contains("expected merges beside vocab.json",
            Assert.Throws<InvalidDataException>(() => BpeTokenizer.Load(folder.FullName)).Message);
    }

    private static void Part(Folder folder, string? family)
    {
        var file = QwenFile();
        File.WriteAllText(folder["vocab.json"], file["model"]!["vocab"]!.ToJsonString());
        File.WriteAllText(folder["merges.txt"], "#version: 0.2\n" + string.Join('\n', Merges) + "\n");
        var added = new JsonObject();
        foreach (var token in file["added_tokens"]!.AsArray().OfType<JsonObject>())
            added[$"{token["id"]}"] = new JsonObject { ["content"] = $"{token["content"]}", ["special"] = true };
        var config = new JsonObject { ["added_tokens_decoder"] = added };
        if (family is not null) config["tokenizer_class"] = family;
        File.WriteAllText(folder["tokenizer_config.json"], config.ToJsonString());
    }
}
