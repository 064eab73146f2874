using System.Text.Json.Nodes;
using static Kit.Data.Tests.Tokens.SmallTokenizer;

namespace Kit.Data.Tests.Tokens;

/// <summary>Switches of the files, each with a text that shows it.</summary>
public class BpeVariantSpecs
{
    // "hel": h e → he, l stays; a token "hel" that no merge makes is taken only when merges are to be passed over.
    [Theory]
    [InlineData(false, new[] { 256, 'l' })]
    [InlineData(true, new[] { 700 })]
    public void Ignore_merges_takes_a_word_that_is_a_token(bool ignore, int[] expected)
    {
        var file = QwenFile();
        file["model"]!["vocab"]!["hel"] = 700;
        file["model"]!["ignore_merges"] = ignore;
        Assert.Equal(expected.Select(id => id == 'l' ? Byte('l') : id), Load(file).Encode("hel").Ids);
    }

    [Theory]
    [InlineData(true, new[] { 267, 0, 261 })]
    [InlineData(false, new[] { 267, 0, 0, 0, 261 })]
    public void Unknown_letters_are_one_token_or_one_each(bool fused, int[] expected)
    {
        var file = LlamaFile();
        file["model"]!["byte_fallback"] = false;
        file["model"]!["fuse_unk"] = fused;
        var tokens = Load(file).Encode("axyzb");
        Assert.Equal(expected, tokens.Ids);
        Assert.Equal(4, tokens.Offsets[^2].End);
        Assert.Empty(tokens.Lost);
    }

    [Fact]
    public void A_letter_whose_bytes_are_missing_is_unknown_or_told_as_lost()
    {
        var file = LlamaFile();
        file["model"]!["vocab"]!.AsObject().Remove("<0x78>");
        Assert.Equal([267, 0, 261], Load(file).Encode("axb").Ids);
        file["model"]!["unk_token"] = null;
        var tokens = Load(file).Encode("axxb");
        Assert.Equal([267, 261], tokens.Ids);
        Assert.Equal([new(1, 3)], tokens.Lost);
    }

    /// <summary>What no token spells keeps its neighbours apart: h and e beside it do not become one.</summary>
    [Fact]
    public void Nothing_is_merged_across_what_is_lost()
    {
        var file = QwenFile();
        file["model"]!["vocab"]!.AsObject().Remove("x");
        var tokens = Load(file).Encode("hxe");
        Assert.Equal([Byte('h'), Byte('e')], tokens.Ids);
        Assert.Equal([new(1, 2)], tokens.Lost);
    }

    [Fact]
    public void The_longest_added_token_wins_and_the_first_place()
    {
        var file = QwenFile();
        Add(file, 500, "<a>");
        Add(file, 501, "<a><b>");
        Add(file, 502, "<b><c>");
        var tokenizer = Load(file);
        Assert.Equal([501], tokenizer.EncodeMarkup("<a><b>").Ids);
        Assert.Equal([500, 501], tokenizer.EncodeMarkup("<a><a><b>").Ids);
        Assert.Equal([501, .. tokenizer.Encode("<c>").Ids], tokenizer.EncodeMarkup("<a><b><c>").Ids);
        Assert.Equal([502], tokenizer.EncodeMarkup("<b><c>").Ids);
    }

    /// <summary>A normalised added token is looked for in normalised text, another one in the text as it is.</summary>
    [Fact]
    public void Added_tokens_are_found_before_or_after_normalisation()
    {
        var file = QwenFile();
        Add(file, 500, "e\u0301", ("normalized", true));
        Add(file, 501, "o\u0301", ("normalized", false));
        var tokenizer = Load(file);
        Assert.Equal([500], tokenizer.EncodeMarkup("\u00e9").Ids);
        Assert.Equal([500], tokenizer.EncodeMarkup("e\u0301").Ids);
        Assert.Equal([501], tokenizer.EncodeMarkup("o\u0301").Ids);
        Assert.Equal([Byte(0xC3), Byte(0xB3)], tokenizer.EncodeMarkup("\u00f3").Ids);
    }

    [Fact]
    public void A_blank_before_a_text_that_has_none()
    {
        var file = QwenFile();
        file["pre_tokenizer"] = Part("ByteLevel", ("add_prefix_space", true));
        Assert.Equal([262], Load(file).Encode("wor").Ids);
        Assert.Equal([262], Load(file).Encode(" wor").Ids);
        Assert.Empty(Load(file).Encode("").Ids);
    }

    private static void Add(JsonObject file, int id, string content, params (string Name, JsonNode Value)[] fields)
    {
        var token = new JsonObject { ["id"] = id, ["content"] = content, ["special"] = true };
        foreach (var (name, value) in fields) token[name] = value;
        file["added_tokens"]!.AsArray().Add(token);
    }
}
