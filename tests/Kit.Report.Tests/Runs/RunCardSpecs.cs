using Kit.Pipelines.Alignment;
using Kit.Report.Runs;
using VerifyXunit;

namespace Kit.Report.Tests.Runs;

public class RunCardSpecs
{
    [Fact]
    public Task A_card_on_a_console()
    {
        var text = new StringWriter();
        OutputConsole.Plain(text).Write(RunCardReport.From(GivenRun.Card));
        return Verifier.Verify(string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()))
            .TrimEnd()).ToTask();
    }

    [Fact]
    public Task A_card_in_Markdown() => Verifier.Verify(RunCardReport.From(GivenRun.Card).ToMarkdown()).ToTask();

    [Fact]
    public void Tokens_on_a_page_say_what_is_scored_and_marked()
    {
        var page = RunCardReport.From(GivenRun.Card).ToHtml();
        foreach (var part in new[]
        {
            "<span class=\"read\">user⏎</span><span class=\"visual\">196 visual tokens</span>",
            "<span class=\"scored\">A</span><span class=\"scored good\"> woman</span>",
            "<span class=\"scored bad\"> man</span><span class=\"scored\">&lt;|im_end|&gt;</span>",
        }) Assert.Contains(part, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Adapters_that_are_trained_on_are_named_with_their_folder()
    {
        var card = GivenRun.Card with { Plan = GivenRun.Card.Plan with { Start = new Start.Adapter("runs/sft/adapter") } };
        var text = RunCardReport.From(card).ToMarkdown();
        Assert.Contains("runs/sft/adapter, trained on: LoRA, r 64", text, StringComparison.Ordinal);
        Assert.Contains("reference: the model with these adapters", text, StringComparison.Ordinal);
    }

    /// <summary>Answers come from files of strangers.</summary>
    [Fact]
    public void Hostile_tokens_reach_console_and_page_as_text() => Given.Always(Given.Texts(), text =>
    {
        var block = new Block.Tokens(text, Tone.Bad, [.. Enum.GetValues<Part>().Select(part => new ShownToken(text, part))]);
        var document = Document.From("t", "s", block);
        var (console, shown) = Given.Console();
        console.Write(document);
        Assert.DoesNotContain('\u001b', shown.ToString());
        var page = document.ToHtml();
        Assert.Equal(
            Document.From("t", "s", block with { Name = "", Items = [] }).ToHtml().Split('<').Length + 2 * 4, page.Split('<').Length);
    });

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(3600 * 5 + 60 * 7, "5 h 7 min")]
    [InlineData(86400 * 3 + 3600, "3 d 1 h")]
    public void Times_are_in_words(double seconds, string text) => Assert.Equal(text, Amounts.Time(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(3.2e9, "2.98 GiB")]
    public void Bytes_are_in_words(double bytes, string text) => Assert.Equal(text, Amounts.Bytes(bytes));
}
