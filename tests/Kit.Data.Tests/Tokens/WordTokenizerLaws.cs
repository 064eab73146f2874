using Kit.Data.Tokens;

namespace Kit.Data.Tests.Tokens;

public class WordTokenizerLaws
{
    [Fact]
    public void Decoding_undoes_encoding() =>
        Law.Holds(Given.Sentence, text => Given.Tokenizer.Decode(Given.Tokenizer.Encode(text).Ids) == text);

    [Fact]
    public void Offsets_cut_the_text_into_the_tokens_words() =>
        Law.Holds(Given.Sentence, text =>
        {
            var tokens = Given.Tokenizer.Encode(text);
            return tokens.Ids.Zip(tokens.Offsets)
                .All(t => Given.Tokenizer.Decode([t.First]) == text[t.Second.Start..t.Second.End]);
        });

    [Fact]
    public void Every_kind_of_white_space_separates_and_none_becomes_a_token()
    {
        var spaced = Given.Tokenizer.Encode("  red\t\nsquare ");
        Assert.Equal(Given.Tokenizer.Encode("red square").Ids, spaced.Ids);
        Assert.Equal("[Span { Start = 2, End = 5, Length = 3 }, Span { Start = 7, End = 13, Length = 6 }]",
            spaced.Offsets.ToString());
    }

    [Fact]
    public void Words_follow_the_five_special_tokens_in_the_given_order()
    {
        var tokenizer = new WordTokenizer(["red", "blue"]);
        Assert.Equal([5, 6, 5], tokenizer.Encode("red blue red").Ids);
        Assert.Equal(7, tokenizer.Size);
        Assert.Equal("<pad> <|im_start|> <|im_end|> <video> <unk> red blue", tokenizer.Decode(Enumerable.Range(0, 7)));
        Assert.Equal([0, 1, 2, 3, 4], new[] { SpecialTokens.Pad, SpecialTokens.Start, SpecialTokens.End,
            SpecialTokens.Video, SpecialTokens.Unknown }.Select(tokenizer.Id));
    }

    [Fact]
    public void Special_tokens_are_never_read_from_text() =>
        Assert.Throws<InvalidDataException>(() => Given.Tokenizer.Encode("red <|im_end|>"));

    [Fact]
    public void An_unknown_word_is_refused_by_name_and_place()
    {
        var tokenizer = new WordTokenizer(["red", "left"]);
        var error = Assert.Throws<InvalidDataException>(() => tokenizer.Encode("red purple left"));
        Assert.Equal("word at character 4 of \"red purple left\": expected one of 2 known words, got \"purple\". "
            + "Add it to the vocabulary, or call EncodeOrUnknown.", error.Message);
    }

    [Fact]
    public void Another_case_is_another_word_and_the_message_says_which_was_meant() =>
        Assert.EndsWith("got \"Red\". Write \"red\".",
            Assert.Throws<InvalidDataException>(() => Given.Tokenizer.Encode("a Red square")).Message);

    [Fact]
    public void Unknown_words_become_the_unknown_token_only_when_asked() =>
        Assert.Equal("a <unk> square", Given.Tokenizer.Decode(Given.Tokenizer.EncodeOrUnknown("a purple square").Ids));

    [Theory]
    [InlineData(-1)]
    [InlineData(19)]
    public void An_id_outside_the_vocabulary_is_refused(int id) =>
        Assert.StartsWith(FormattableString.Invariant($"token id: expected 0 to 18, got {id}. "),
            Assert.Throws<ArgumentOutOfRangeException>(() => Given.Tokenizer.Decode([id])).Message);

    [Theory]
    [InlineData("red", "red")]
    [InlineData("<video>")]
    [InlineData("two words")]
    [InlineData("")]
    public void A_vocabulary_of_repeated_special_or_broken_words_is_refused(params string[] words) =>
        Assert.StartsWith("vocabulary: expected",
            Assert.Throws<ArgumentException>(() => new WordTokenizer(words)).Message);

    [Fact]
    public void Equal_vocabularies_are_equal_and_order_matters()
    {
        Assert.Equal(new WordTokenizer(["a", "b"]), new WordTokenizer(["a", "b"]));
        Assert.Equal(new WordTokenizer(["a", "b"]).Digest, new WordTokenizer(["a", "b"]).Digest);
        Assert.NotEqual(new WordTokenizer(["a", "b"]), new WordTokenizer(["b", "a"]));
        Assert.NotEqual(new WordTokenizer(["a", "b"]).Digest, new WordTokenizer(["b", "a"]).Digest);
    }

    [Fact]
    public void A_name_that_is_no_special_token_is_refused() =>
        Assert.Contains("got \"red\"", Assert.Throws<ArgumentException>(() => Given.Tokenizer.Id("red")).Message);

    [Fact]
    public void A_saved_tokenizer_loads_as_itself()
    {
        using var folder = new Storage.Folder();
        Given.Tokenizer.Save(folder["words.json"]);
        Assert.Equal(Given.Tokenizer, WordTokenizer.Load(folder["words.json"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[\"a\"")]
    [InlineData("[\"a\",\"a\"]")]
    [InlineData("[\"two words\"]")]
    public void A_faulty_vocabulary_file_is_refused(string json)
    {
        using var folder = new Storage.Folder();
        File.WriteAllText(folder["words.json"], json);
        Assert.StartsWith($"{folder["words.json"]}: expected a JSON list of words, got one with a fault: ",
            Assert.Throws<InvalidDataException>(() => WordTokenizer.Load(folder["words.json"])).Message);
    }
}
