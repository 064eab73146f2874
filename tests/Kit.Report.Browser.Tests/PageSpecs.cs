using System.Text;
using Kit.Report.Ablations;
using Kit.Report.Tests;
using Kit.Report.Tests.Ablations;
using Microsoft.Playwright;
using static Kit.Papers;

namespace Kit.Report.Browser.Tests;

/// <summary>Pages as a reader has them: in a browser, offline.</summary>
public sealed class PageSpecs(Browser browser) : IClassFixture<Browser>
{
    private const string Places = "document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')";
    private const long MostBytes = 6_000_000;

    /// <summary>Every kind of block, with an ablation's tables, claims and curves.</summary>
    private static readonly Document Report = Ablation(Trial.Result(3, (name, seed) => new Trial(
        Kl: name.Length + seed * 0.123456, Rest: 1.2345678 * seed, Chosen: -2.3456789, Both: (int)(4 + seed % 3))));

    [BrowserFact]
    public async Task It_opens_offline_without_a_complaint()
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var open = await browser.Open(Report.ToHtml(), scheme: scheme);
            Assert.Equal("Losses compared", await open.Page.TitleAsync());
            Assert.Empty(open.Faults);
        }
    }

    [BrowserFact]
    public async Task The_page_never_scrolls_sideways()
    {
        foreach (var width in (int[])[1280, 600, 360])
        {
            await using var open = await browser.Open(Report.ToHtml(), width);
            Assert.Equal(width, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [BrowserFact]
    public async Task No_number_is_broken_in_two()
    {
        foreach (var width in (int[])[1280, 900, 700, 600, 360])
        {
            await using var open = await browser.Open(Report.ToHtml(), width);
            Assert.Empty(await open.Page.EvaluateAsync<string[]>(
                """
                () => {
                  const broken = [];
                  for (const dd of document.querySelectorAll('.claim dd')) {
                    const text = dd.firstChild;
                    for (const found of text.data.matchAll(/[−0-9.e]+/g)) {
                      const range = document.createRange();
                      range.setStart(text, found.index);
                      range.setEnd(text, found.index + found[0].length);
                      if (range.getClientRects().length > 1) broken.push(found[0]);
                    }
                  }
                  return broken;
                }
                """));
        }
    }

    [BrowserFact]
    public async Task Everything_is_reached_by_keyboard()
    {
        await using var open = await browser.Open(Report.ToHtml());
        var page = open.Page;
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Result", await Focused(page, "textContent"));
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#section-1", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        var reached = new HashSet<string>();
        var places = await page.EvaluateAsync<int>($"{Places}.length");
        for (var press = 0; press < places + 40; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await Focused(page, "tagName") == "SUMMARY" && await page.EvaluateAsync<bool>(
                "!document.activeElement.parentElement.open")) await page.Keyboard.PressAsync("Enter");
            reached.Add(await page.EvaluateAsync<string>($"[...{Places}].indexOf(document.activeElement) + ''"));
        }

        Assert.Equal(places, reached.Count(place => place != "-1"));
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('details')].every(d => d.open)"));
    }

    [BrowserFact]
    public async Task A_piece_of_a_notebook_leaves_its_neighbours_alone_and_follows_their_mode()
    {
        var html = $"<!doctype html><body class=\"vscode-dark\"><table><tr><td id=\"theirs\">x</td></tr></table>"
            + $"{Display.ToHtml(Rrpo)}{Display.ToHtml(Given.Table)}</body>";
        await using var open = await browser.Open(html);
        Assert.Equal("1px", await Style(open.Page, "#theirs", "paddingTop"));
        Assert.Equal("rgb(230, 237, 243)", await Style(open.Page, ".kit", "color"));
        Assert.True(await open.Page.EvaluateAsync<double>(
            "document.querySelector('math msub').getBoundingClientRect().height") > 5);
        Assert.Empty(open.Faults);
    }

    [BrowserFact]
    public async Task The_security_policy_holds()
    {
        const string Attack = "<script>document.title = 'taken'</script>"
            + "<img src=\"x\" onerror=\"document.title = 'taken'\"/></main>";
        var hostile = Report.ToHtml().Replace("</main>", Attack, StringComparison.Ordinal);
        await using var open = await browser.Open(hostile);
        Assert.Equal("Losses compared", await open.Page.TitleAsync());
        Assert.NotEmpty(open.Faults);
    }

    [PlotlyFact]
    public async Task Figures_answer_to_the_mouse_and_the_page_stays_small()
    {
        var html = Report.ToHtml(PlotlyJs.Read(PlotlyFactAttribute.Folder));
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1_000_000, MostBytes);
        await using var open = await browser.Open(html);
        await open.Page.WaitForFunctionAsync(
            "document.querySelectorAll('.k-still').length === document.querySelectorAll('.k-figure').length");
        Assert.Equal(
            await open.Page.Locator("script.k-figure").CountAsync(),
            await open.Page.Locator(".k-live .modebar").CountAsync());
        Assert.Empty(open.Faults);
    }

    [Fact]
    public void A_page_of_a_usual_run_is_small() => Assert.InRange(
        Encoding.UTF8.GetByteCount(Report.ToHtml()), 10_000, MostBytes);

    private static Document Ablation(Pipelines.AblationResult result) => Given.Document
        .Section("Ablation", Block.From(AblationTables.Main(result)), new Block.Claims(AblationClaims.From(result)),
            new Block.Figure(AblationCurves.From(result)), new Block.Equation(Rrpo.Loss),
            new Block.Details("Graph", [new Block.Diagram(Rrpo.Loss)]));

    private static Task<string> Style(IPage page, string element, string property) =>
        page.EvaluateAsync<string>($"getComputedStyle(document.querySelector('{element}')).{property}");

    private static Task<string> Focused(IPage page, string what) =>
        page.EvaluateAsync<string>($"document.activeElement.{what} + ''");
}
