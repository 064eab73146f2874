using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Tokens;
using Kit.Pairs;

namespace Kit.Data.Tests.Tokens;

public class ChatTemplateLaws
{
    private static readonly Gen<(ChatTemplate Template, Pair Pair)> Cases =
        from template in Gen.Elements(ChatTemplate.Compact, ChatTemplate.Qwen2)
        from pair in Given.Pair
        select (template, pair);

    [Fact]
    public void Prompt_then_answer_is_the_rendered_conversation() =>
        Law.Holds(Cases, c =>
        {
            var encoded = c.Template.Apply(Given.Tokenizer, c.Pair);
            return Given.Tokenizer.Decode([.. encoded.Prompt, .. encoded.Chosen.Ids])
                == Spaced(c.Template.Render(c.Pair.Prompt, c.Pair.Chosen.Text));
        });

    [Fact]
    public void Both_answers_attach_to_one_prompt_and_swapping_commutes_with_encoding() =>
        Law.Holds(Cases, c => c.Template.Apply(Given.Tokenizer, c.Pair.Swap())
            == c.Template.Apply(Given.Tokenizer, c.Pair).Swap());

    [Fact]
    public void Every_answer_token_is_trained_and_the_last_one_stops() =>
        Law.Holds(Cases, c =>
        {
            var answer = c.Template.Answer(Given.Tokenizer, c.Pair.Chosen);
            return answer.Mask.All(m => m == 1) && answer.Mask.Count == answer.Count
                && answer.SpanMask.Count == answer.Count && answer.SpanMask[^1] == 0
                && answer.Ids[^1] == c.Template.Stop(Given.Tokenizer);
        });

    [Fact]
    public void The_marked_tokens_are_the_marked_words() =>
        Law.Holds(Cases, c =>
        {
            var answer = c.Template.Answer(Given.Tokenizer, c.Pair.Chosen);
            var marked = answer.Ids.Zip(answer.SpanMask).Where(t => t.Second == 1).Select(t => t.First);
            return Given.Tokenizer.Decode(marked) == string.Join(' ', c.Pair.Chosen.Phrases);
        });

    [Fact]
    public void Generated_text_ends_at_the_stop_token() =>
        Law.Holds(Cases, c =>
        {
            var ids = c.Template.Answer(Given.Tokenizer, c.Pair.Chosen).Ids;
            return c.Template.Text(Given.Tokenizer, [.. ids, .. ids]) == c.Pair.Chosen.Text;
        });

    [Fact]
    public void The_compact_form_costs_three_tokens_more_than_the_words()
    {
        var (red, blue) = (new Answer("a red square", [new(2, 5)]), new Answer("a blue square", [new(2, 6)]));
        var pair = new Pair("p1", "c1", "what is it ?", red, blue);
        var encoded = ChatTemplate.Compact.Apply(Given.Tokenizer, pair);
        Assert.Equal([3, 13, 14, 15, 16, 1], encoded.Prompt);
        Assert.Equal(new EncodedAnswer([5, 6, 8, 2], [1, 1, 1, 1], [0, 1, 0, 0]), encoded.Chosen);
        Assert.Equal(new EncodedAnswer([5, 7, 8, 2], [1, 1, 1, 1], [0, 1, 0, 0]), encoded.Rejected);
    }

    [Fact]
    public void The_forms_read_as_text()
    {
        Assert.Equal("compact: <video>{question}<|im_start|>{answer}<|im_end|>", ChatTemplate.Compact.ToString());
        Assert.Equal("qwen2: <|im_start|>user\n<video>\n{question}<|im_end|>\n"
            + "<|im_start|>assistant\n{answer}<|im_end|>", ChatTemplate.Qwen2.ToString());
    }

    // The rendered text with one space around every special token and word: an encoding by other means.
    private static string Spaced(string text)
    {
        var specials = new[] { SpecialTokens.Start, SpecialTokens.End, SpecialTokens.Video };
        var spaced = specials.Aggregate(text, (rest, special) =>
            rest.Replace(special, $" {special} ", StringComparison.Ordinal));
        return string.Join(' ', spaced.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
