using Kit.Report.Rendering;
using VerifyXunit;

namespace Kit.Report.Tests.Rendering;

public class MarkdownSpecs
{
    [Fact]
    public Task The_whole_document() => Verifier.Verify(Given.Document.ToMarkdown(), "md").ToTask();

    [Fact]
    public Task Hostile_text_stays_text() => Verifier.Verify(Given.Filled(Given.Hostile).ToMarkdown(), "md").ToTask();

    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("<b> & *x*", "\\<b\\> &amp; \\*x\\*")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("\u001b[31m", "\uFFFD[31m")]
    [InlineData("[a](b) [c][d]", "[a\\](b) [c\\][d]")]
    public void Special_characters_are_escaped(string text, string escaped) =>
        Assert.Equal(escaped, Markdown.Escape(text));

    [Theory]
    [InlineData("1. first", "1\\. first")]
    [InlineData("12) twelfth", "12\\) twelfth")]
    [InlineData("- dash", "\\- dash")]
    [InlineData("2025 was", "2025 was")]
    [InlineData("plain", "plain")]
    public void A_paragraph_never_becomes_a_list(string text, string written) =>
        Assert.Equal(written, Markdown.Paragraph(text));

    [Theory]
    [InlineData("x", "```cs\nx\n```\n")]
    [InlineData("```\nx\n```", "````cs\n```\nx\n```\n````\n")]
    public void A_fence_outgrows_what_it_holds(string code, string fenced) =>
        Assert.Equal(fenced, Markdown.Fence(code, "cs"));

    [Fact]
    public void Marked_words_are_bold_and_keep_their_blanks()
    {
        var answer = ShownAnswer.Chosen(new Kit.Pairs.Answer("go  left now", [new Kit.Pairs.Span(2, 9)]));
        var sample = Sample.From("i", "q", answer);
        Assert.Contains(
            "- chosen: go  **left** now\n", SampleMarkdown.From(sample, new Pictures("f")), StringComparison.Ordinal);
    }
}
