using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Tokens;
using Kit.Pairs;
using static Kit.Data.Tests.Tokens.SmallTokenizer;

namespace Kit.Data.Tests.Tokens;

public class BpeTokenizerLaws
{
    private static readonly string[] Bits =
    [
        "hello", " world", "user", "'s", "\n", "\r\n", " ", "  ", "\t", "7", "42", "é", "e\u0301", "각", "ᄀ", "\u1161",
        "\u11a8", "\u0323", "𝒜", "🎬", "👩‍🚀", "日本", "!", "<|im_end|>", "<video>", "\0", "\u0001", "\ud800", "\udc00",
        "\u00a0", "½", "ａ", "▁", "<0x41>",
    ];

    private static readonly Gen<string> Texts = Gen.Elements(Bits).ListOf().Select(string.Concat);

    private static readonly BpeTokenizer[] Both = [Qwen, Llama];

    [Fact]
    public void Decoding_undoes_byte_level_encoding() =>
        Law.Holds(Texts, text => Qwen.Decode(Qwen.Encode(text).Ids) == Qwen.Normalized(text));

    [Fact]
    public void Clusters_compose_as_the_whole_text_does() =>
        Law.Holds(Texts, text => Qwen.Normalized(text) == WellFormed(text).Normalize());

    [Fact]
    public void Decoding_undoes_sentence_pieces_up_to_their_blank_sign() =>
        Law.Holds(Texts, text => Llama.Decode(Llama.Encode(text).Ids)
            == WellFormed(text).Replace('▁', ' '));

    [Fact]
    public void Every_character_is_in_a_token_and_offsets_rise() =>
        Law.Holds(Texts, text => Both.All(tokenizer =>
        {
            var tokens = tokenizer.Encode(text);
            var covered = tokens.Offsets.SelectMany(span => Enumerable.Range(span.Start, span.Length)).Distinct();
            return covered.Order().SequenceEqual(Enumerable.Range(0, text.Length)) && tokens.Lost.Count == 0
                && tokens.Offsets.Zip(tokens.Offsets.Skip(1)).All(t => t.First.Start <= t.Second.Start);
        }));

    [Fact]
    public void Streamed_is_decoded_and_no_piece_ends_inside_a_character() =>
        Law.Holds(Texts, text => Both.All(tokenizer =>
        {
            var ids = tokenizer.Encode(text).Ids;
            var pieces = Streamed(tokenizer, ids);
            return string.Concat(pieces) == tokenizer.Decode(ids)
                && pieces.All(piece => piece.Length == 0 || !char.IsHighSurrogate(piece[^1]));
        }));

    [Fact]
    public void Any_ids_stream_as_they_decode() =>
        Law.Holds(Gen.Choose(0, Qwen.Size - 1).ListOf(), ids =>
            string.Concat(Streamed(Qwen, ids)) == Qwen.Decode(ids) && Qwen.Decode(ids) == Whole(ids));

    [Fact]
    public void Control_tokens_are_one_id_in_markup_and_never_in_text() =>
        Law.Holds(Gen.Elements(Control).Zip(Texts), c =>
        {
            var (control, text) = c;
            var plain = Qwen.Encode(text + control + text).Ids;
            var markup = Qwen.EncodeMarkup(text + control + text).Ids;
            return plain.All(id => id < Qwen.Id(Control[0])) && markup.Contains(Qwen.Id(control))
                && Qwen.Encode(control).Ids.Count > 1
                && Qwen.EncodeMarkup(control).Ids.SequenceEqual([Qwen.Id(control)]);
        });

    [Fact]
    public void Markup_is_the_texts_between_its_control_tokens() =>
        Law.Holds(Texts.Zip(Texts), c =>
        {
            var (before, behind) = (Spoken(c.Item1), Spoken(c.Item2));
            return Qwen.EncodeMarkup($"{before}<|im_end|>{behind}").Ids.SequenceEqual(
                [.. Qwen.Encode(before).Ids, Qwen.Id("<|im_end|>"), .. Qwen.Encode(behind).Ids]);
        });

    [Fact]
    public void Encoding_twice_and_on_many_threads_gives_the_same()
    {
        var texts = Texts.Sample(12, 200).ToList();
        var tokenizer = Load(QwenFile());
        var once = texts.Select(text => Qwen.Encode(text)).ToList();
        Assert.Equal(once, texts.AsParallel().AsOrdered().Select(tokenizer.Encode).ToList());
        Assert.Equal(once, texts.Select(tokenizer.Encode).ToList());
    }

    // "hello": h e → he; l l → ll; he ll → hell; hell o. 256 + its place among the merges.
    [Fact]
    public void Merges_go_by_rank()
    {
        Assert.Equal([259], Qwen.Encode("hello").Ids);
        Assert.Equal([259, 262, Byte('l'), Byte('d')], Qwen.Encode("hello world").Ids);
        Assert.Equal([258, Byte('l')], Qwen.Encode("helll").Ids);
        Assert.Equal([258, 257, Byte('o')], Qwen.Encode("hellllo").Ids);
        Assert.Equal("[Span { Start = 0, End = 4, Length = 4 }, Span { Start = 4, End = 6, Length = 2 }, "
            + "Span { Start = 6, End = 7, Length = 1 }]", Qwen.Encode("hellllo").Offsets.ToString());
    }

    // The pattern: a blank goes with the word behind it, digits stand alone, a line end goes with punctuation.
    [Fact]
    public void Words_are_cut_by_the_pattern()
    {
        Assert.Equal([263, 262], Qwen.Encode("   wor").Ids);
        Assert.Equal([263, Byte(' '), 262], Qwen.Encode("    wor").Ids);
        Assert.Equal([Byte('h'), Byte('1'), Byte('2'), Byte('e')], Qwen.Encode("h12e").Ids);
    }

    /// <summary>U+1D4D7 (script h) is a letter outside the basic plane: the blank before it goes with it.</summary>
    [Fact]
    public void Letters_outside_the_basic_plane_are_letters()
    {
        var tokens = Qwen.Encode("! 𝓗e");
        Assert.Equal([.. "! "u8.ToArray().Select(b => Byte(b)), .. "𝓗e"u8.ToArray().Select(b => Byte(b))], tokens.Ids);
        var file = QwenFile();
        file["pre_tokenizer"] = Part("Split",
            ("pattern", new System.Text.Json.Nodes.JsonObject { ["Regex"] = @"\p{L}+" }), ("behavior", "Removed"));
        Assert.Equal([new Span(1, 4)], Load(file).Encode("!𝓗e?").Lost);
        Assert.Equal([new Span(1, 3)], Load(file).Encode("!𝓗").Lost);
    }

    [Fact]
    public void Composition_keeps_the_place_of_what_it_composed()
    {
        var tokens = Qwen.Encode("xe\u0301y");
        Assert.Equal([Byte('x'), Byte(0xC3), Byte(0xA9), Byte('y')], tokens.Ids);
        Assert.Equal([new(0, 1), new(1, 3), new(1, 3), new(3, 4)], tokens.Offsets);
    }

    [Fact]
    public void A_sentence_opens_with_a_blank_that_stands_for_nothing()
    {
        var tokens = Llama.Encode("abc é");
        Assert.Equal([267, 269, 259, 3 + 0xC3, 3 + 0xA9], tokens.Ids);
        Assert.Equal([new(0, 1), new(1, 3), new(3, 4), new(4, 5), new(4, 5)], tokens.Offsets);
        Assert.Equal("abc é", Llama.Decode(tokens.Ids));
        Assert.Equal([1, .. tokens.Ids], Llama.Surround(tokens).Ids);
        Assert.Equal(tokens.Count + 1, Llama.Surround(tokens).Offsets.Count);
    }

    /// <summary>▁ before every text, before the first only, or before none; words from each ▁ where they are split.
    /// </summary>
    [Theory]
    [InlineData("always", false, "ab", new[] { 268 }, "▁ab merges over the word")]
    [InlineData("first", false, "ab", new[] { 268 }, "the first text")]
    [InlineData("never", false, "ab", new[] { 260, 261 }, "no ▁")]
    [InlineData("always", true, "b ab", new[] { 259, 261, 268 }, "▁b, ▁ab")]
    [InlineData("always", false, " ab", new[] { 268 }, "its own blank will do")]
    public void Blanks_of_sentence_pieces(string scheme, bool split, string text, int[] expected, string because)
    {
        var tokenizer = Metaspaced(scheme, split);
        Assert.Equal((because, string.Join(' ', expected)), (because, string.Join(' ', tokenizer.Encode(text).Ids)));
    }

    [Fact]
    public void Behind_a_special_token_only_some_put_a_blank()
    {
        Assert.Equal([268], Metaspaced("always", false).EncodeAfterSpecial("ab").Ids);
        Assert.Equal([260, 261], Metaspaced("first", false).EncodeAfterSpecial("ab").Ids);
        Assert.Equal([1, 260, 261], Metaspaced("first", false).EncodeMarkup("<s>ab").Ids);
    }

    private static BpeTokenizer Metaspaced(string scheme, bool split)
    {
        var file = LlamaFile();
        file["normalizer"] = null;
        file["pre_tokenizer"] = Part("Metaspace", ("replacement", "▁"), ("prepend_scheme", scheme), ("split", split));
        return Load(file);
    }

    [Fact]
    public void Added_tokens_take_their_blanks_and_stand_alone_where_they_must()
    {
        var loud = Llama.Id("<loud>");
        Assert.Equal([267, loud, 267], Llama.EncodeMarkup("a  <loud> \n a").Ids);
        Assert.Equal(new Span(1, 12), Llama.EncodeMarkup("a  <loud> \n a").Offsets[1]);
        Assert.Contains(Llama.Id("word"), Llama.Encode("a word b").Ids);
        Assert.DoesNotContain(Llama.Id("word"), Llama.Encode("a words b").Ids);
        Assert.DoesNotContain(Llama.Id("word"), Llama.Encode("a_word").Ids);
    }

    [Fact]
    public void Spoken_ids_are_without_control_tokens() =>
        Assert.Equal("hello", Qwen.Decode(Qwen.Spoken([Qwen.Id("<|im_start|>"), 259, Qwen.Id("<|im_end|>")])));

    private static List<string> Streamed(BpeTokenizer tokenizer, IEnumerable<int> ids)
    {
        var stream = tokenizer.Stream();
        var pieces = ids.Select(stream.Add).ToList();
        return [.. pieces, stream.End()];
    }

    // Every token's bytes, then UTF-8 once.
    private static string Whole(IEnumerable<int> ids) => System.Text.Encoding.UTF8.GetString([.. ids.SelectMany(id =>
        id < 256 ? [(byte)Value(id)] : System.Text.Encoding.UTF8.GetBytes(Qwen.Decode([id])))]);

    private static int Value(int id) => Enumerable.Range(0, 256).Single(b => Byte(b) == id);

    private static string Spoken(string text) =>
        Control.Aggregate(WellFormed(text), (rest, name) => rest.Replace(name, "", StringComparison.Ordinal));

    private static string WellFormed(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
