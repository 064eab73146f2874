using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Tokens;
using Kit.Pairs;
using VerifyXunit;
using static Kit.Data.Tests.Tokens.SmallTokenizer;

namespace Kit.Data.Tests.Tokens;

/// <summary>Every family's form with a byte-level tokenizer, where words merge across pieces.</summary>
public class ChatFamilySpecs
{
    private static readonly Gen<string> Sentence =
        Gen.Elements("hello", "world", "user", "7", "é", "𝒜", "<|im_end|>", "<image>", "</s>", "###x")
            .NonEmptyListOf().Select(words => string.Join(' ', words));

    private static readonly Gen<(ChatTemplate Template, Pair Pair)> Cases =
        from template in Gen.Elements<ChatTemplate>(ChatTemplate.All)
        from prompt in Sentence
        from chosen in Sentence
        from rejected in Sentence
        select (template, new Pair("p", "c", prompt, Marked(chosen), new Answer(rejected)));

    [Fact]
    public void Prompt_then_answer_is_the_encoded_conversation() =>
        Law.Holds(Cases, c =>
        {
            var encoded = c.Template.Apply(Qwen, c.Pair);
            return encoded.Prompt.Concat(encoded.Chosen.Ids).SequenceEqual(Whole(c.Template, c.Pair));
        });

    [Fact]
    public void The_text_of_the_ids_is_the_rendered_conversation() =>
        Law.Holds(Cases, c =>
        {
            var encoded = c.Template.Apply(Qwen, c.Pair);
            var ids = encoded.Prompt.Concat(encoded.Chosen.Ids).Where(id => id != TemplatePiece.Sentinel.Image);
            var written = c.Template.Render(c.Pair.Prompt, c.Pair.Chosen.Text);
            return Qwen.Decode(ids).Replace("<s>", "", StringComparison.Ordinal)
                == (Sentinel(c.Template) is { } token ? Without(written, token) : written)
                    .Replace("<s>", "", StringComparison.Ordinal);
        });

    [Fact]
    public void The_clip_has_one_place_and_what_a_user_writes_is_never_control() =>
        Law.Holds(Cases, c =>
        {
            var encoded = c.Template.Apply(Qwen, c.Pair);
            var place = c.Template.Placeholder(Qwen);
            var controls = encoded.Prompt.Count(id => id >= Qwen.Id(Control[0]));
            return ClipPlaceholder.Place(encoded.Prompt, place) >= 0
                && controls == c.Template.Prompt(Qwen, "hello").Count(id => id >= Qwen.Id(Control[0]));
        });

    [Fact]
    public void Marked_characters_are_in_marked_tokens_and_only_there() =>
        Law.Holds(Cases, c =>
        {
            var answer = c.Template.Answer(Qwen, c.Pair.Prompt, c.Pair.Chosen);
            var marked = Qwen.Decode(answer.Ids.Zip(answer.SpanMask).Where(t => t.Second == 1).Select(t => t.First));
            return marked.Trim() == c.Pair.Chosen.Phrases.Single().Normalize() && answer.Mask.All(m => m == 1);
        });

    [Fact]
    public void A_generated_answer_reads_back() =>
        Law.Holds(Cases.Where(c => !c.Pair.Chosen.Text.Contains("###", StringComparison.Ordinal)), c =>
        {
            var ids = c.Template.Answer(Qwen, c.Pair.Prompt, c.Pair.Chosen).Ids;
            return c.Template.Text(Qwen, [.. ids, .. ids]) == c.Pair.Chosen.Text.Normalize();
        });

    [Fact]
    public void The_question_before_it_does_not_change_an_answer() =>
        Law.Holds(Cases, c =>
            c.Template.Answer(Qwen, c.Pair.Prompt, c.Pair.Chosen) == c.Template.Answer(Qwen, c.Pair.Chosen));

    [Fact]
    public void A_placeholder_grows_to_every_visual_token() =>
        Law.Holds(Cases.Zip(Gen.Choose(1, 30)), c =>
        {
            var ((template, pair), count) = c;
            var (prompt, id) = (template.Apply(Qwen, pair).Prompt, template.Placeholder(Qwen));
            var grown = ClipPlaceholder.Expand(prompt, id, count);
            return grown.Count == prompt.Count - 1 + count && grown.Count(one => one == id) == count
                && grown.Where(one => one != id).SequenceEqual(prompt.Where(one => one != id));
        });

    /// <summary>Ids by hand: user = 266, \n and letters are bytes.</summary>
    [Fact]
    public void Golden_ids_of_qwen2_vl()
    {
        var template = ChatTemplate.Qwen2Vl.WithSystem("");
        var (start, end, line) = (Qwen.Id("<|im_start|>"), Qwen.Id("<|im_end|>"), Byte('\n'));
        var expected = new[] { start, 266, line, Qwen.Id("<|vision_start|>"), Qwen.Id("<|video_pad|>"),
            Qwen.Id("<|vision_end|>"), 259, end, line, start };
        var prompt = template.Prompt(Qwen, "hello");
        Assert.Equal(expected, prompt.Take(expected.Length));
        Assert.Equal("assistant\n", Qwen.Decode(prompt.Skip(expected.Length)));
        Assert.Equal(new EncodedAnswer([259, 262, end], [1, 1, 1], [0, 1, 0]),
            template.Answer(Qwen, "hello", new("hello wor", [new(6, 9)])));
        Assert.Equal(end, template.Stop(Qwen));
    }

    [Fact]
    public async Task Every_family_as_text() => await Verifier.Verify(
        string.Join('\n', ChatTemplate.All.Select(template => $"{template}".Replace('\n', '⏎'))));

    [Fact]
    public void A_system_prompt_stands_where_its_family_wants_it()
    {
        Assert.Equal("<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nhello [/INST] world </s><s>[INST] user [/INST]",
            ChatTemplate.Llama2.WithoutClip().WithSystem("Be brief.")
                .Render([new Turn("hello", "world"), new Turn("user")]));
        Assert.Equal("<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
            + "<|start_header_id|>user<|end_header_id|>\n\nhello<|eot_id|>"
            + "<|start_header_id|>assistant<|end_header_id|>\n\n",
            ChatTemplate.Llama3.WithoutClip().WithSystem("Be brief.").Render([new Turn("hello")]));
        Assert.Contains("This family has none", Assert.Throws<ArgumentException>(() =>
            ChatTemplate.Mistral.WithSystem("Be brief.")).Message);
        Assert.Equal(ChatTemplate.Mistral, ChatTemplate.Mistral.WithSystem(""));
    }

    [Fact]
    public void Earlier_turns_are_part_of_the_prompt()
    {
        var turns = new[] { new Turn("hello", "world") };
        var prompt = ChatTemplate.Qwen2Vl.Prompt(Qwen, turns, "user");
        Assert.Equal(ChatTemplate.Qwen2Vl.Render([.. turns, new Turn("user")]), Qwen.Decode(prompt));
    }

    [Fact]
    public void A_token_across_the_border_is_refused_with_the_pair()
    {
        var file = QwenFile();
        var model = file["model"]!;
        model["vocab"]!["ĊĊ"] = 900;
        model["merges"]!.AsArray().Add("Ċ Ċ");
        var pair = new Pair("p7", "c", "hello", new("world"), new("\nworld"));
        var message = Assert.Throws<InvalidDataException>(() => ChatTemplate.Qwen2.Apply(Load(file), pair)).Message;
        Assert.Equal("pair p7, rejected: expected the prompt's tokens to open the conversation's, got \"\n\n\" "
            + "across the border of qwen2. Begin the answer with a word.", message);
    }

    [Fact]
    public void A_character_without_tokens_is_refused_with_the_pair()
    {
        var file = QwenFile();
        file["model"]!["vocab"]!.AsObject().Remove("Ã");
        var message = Assert.Throws<InvalidDataException>(() => ChatTemplate.Qwen2.Apply(
            Load(file), new Pair("p7", "c", "hello", new("a café"), new("world")))).Message;
        Assert.Equal("pair p7, chosen: expected characters that the vocabulary can spell, got \"é\". "
            + "Rewrite the text, or use the checkpoint's own tokenizer.", message);
    }

    [Fact]
    public void Families_are_found_by_name_and_by_model()
    {
        Assert.All(ChatTemplate.All, template => Assert.Same(template, ChatTemplate.Named(template.Name)));
        Assert.Same(ChatTemplate.Qwen2Vl, ChatTemplate.ForModel("qwen2_5_vl"));
        Assert.Same(ChatTemplate.LlavaQwen, ChatTemplate.ForModel("llava_qwen"));
        Assert.Contains("got \"bert\"", Assert.Throws<ArgumentException>(() => ChatTemplate.ForModel("bert")).Message);
        Assert.Contains("got \"v2\"", Assert.Throws<ArgumentException>(() => ChatTemplate.Named("v2")).Message);
    }

    [Fact]
    public void What_does_not_apply_is_refused()
    {
        Assert.Contains("Stop at the text", Assert.Throws<InvalidOperationException>(() =>
            ChatTemplate.LlavaV0.Stop(Qwen)).Message);
        Assert.Equal("###", ChatTemplate.LlavaV0.StopText);
        Assert.Contains("expected a place for a clip", Assert.Throws<InvalidOperationException>(() =>
            ChatTemplate.Qwen2.WithoutClip().Placeholder(Qwen)).Message);
        Assert.Contains("once, got it at [0, 2]", Assert.Throws<ArgumentException>(() =>
            ClipPlaceholder.Expand([5, 1, 5], 5, 3)).Message);
        Assert.Contains("got 0", Assert.Throws<ArgumentOutOfRangeException>(() =>
            ClipPlaceholder.Expand([5], 5, 0)).Message);
    }

    /// <summary>LLaVA's official code encodes the texts around the clip's place each on its own, every one with the
    /// blank that opens a sentence.</summary>
    [Fact]
    public void Vicunas_texts_around_the_clip_are_sentences_of_their_own()
    {
        var prompt = ChatTemplate.Vicuna.WithSystem("").Prompt(Llama, "a");
        var at = ClipPlaceholder.Place(prompt, TemplatePiece.Sentinel.Image);
        Assert.Equal(1, prompt[0]);
        Assert.Equal(Llama.Encode("USER: ").Ids, prompt.Skip(1).Take(at - 1));
        Assert.Equal(Llama.Encode("\na ASSISTANT:").Ids, prompt.Skip(at + 1));
    }

    // The conversation encoded at once by other means: control tokens written out, user text without any.
    private static List<int> Whole(ChatTemplate template, Pair pair)
    {
        var script = template.Render(Hidden(pair.Prompt), Hidden(pair.Chosen.Text));
        var ids = new List<int>(template.Opening.Any(p => p is TemplatePiece.Implied) ? [Qwen.Id("<s>")] : []);
        var image = Sentinel(template);
        var parts = image is null ? [script] : script.Split(image);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) ids.Add(TemplatePiece.Sentinel.Image);
            ids.AddRange(Revealed(parts[i]));
        }

        return ids;
    }

    // Text that looks like control is written with a private letter in place of its bracket while the markup is read.
    private static string Hidden(string text) => text.Replace('<', '\uE000');

    private static IEnumerable<int> Revealed(string text)
    {
        var cut = Control.Aggregate(text, (rest, name) =>
            rest.Replace(name, $"\uE001{name}\uE001", StringComparison.Ordinal));
        return cut.Split('\uE001').SelectMany(part => Control.Contains(part)
            ? [Qwen.Id(part)]
            : Qwen.Encode(part.Replace('\uE000', '<')).Ids);
    }

    private static string? Sentinel(ChatTemplate template) =>
        template.Clip.OfType<TemplatePiece.Sentinel>().SingleOrDefault()?.Token;

    private static string Without(string text, string token)
    {
        var at = text.IndexOf(token, StringComparison.Ordinal);
        return text.Remove(at, token.Length);
    }

    private static Answer Marked(string text)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return new(text, [new(0, end < 0 ? text.Length : end)]);
    }
}
