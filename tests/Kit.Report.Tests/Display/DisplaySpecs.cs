using System.Xml.Linq;
using Kit.Expressions;
using Kit.Pairs;
using Kit.Train.Metrics;
using VerifyXunit;
using static Kit.Papers;

namespace Kit.Report.Tests.Displays;

public class DisplaySpecs
{
    private static readonly Pair Pair = new(
        "p1", "clip 1", "Which way?", new Answer("It goes right.", [new Span(8, 13)]),
        new Answer("It goes left.", [new Span(8, 12)]));

    [Fact]
    public void Every_bundle_ends_in_plain_text_and_names_each_form_once()
    {
        Assert.All(Values(), value =>
        {
            var bundle = Display.Of(value);
            Assert.Equal(Mime.Plain, bundle.Mimes[^1]);
            Assert.Equal(bundle.Mimes.Distinct(), bundle.Mimes);
            Assert.NotEqual("", bundle[Mime.Plain]);
        });
    }

    [Fact]
    public void Every_fragment_is_well_formed_and_asks_the_network_for_nothing() => Assert.All(Values(), value =>
    {
        var html = Display.ToHtml(value);
        var root = XDocument.Parse(html).Root!;
        Assert.Equal(("div", "kit"), (root.Name.LocalName, root.Attribute("class")!.Value));
        Assert.Empty(root.Descendants("script"));
        Assert.All(root.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"), link =>
            Assert.StartsWith("data:image/png;base64,", link.Value, StringComparison.Ordinal));
    });

    [Fact]
    public void An_objective_shows_formula_composition_evidence_and_graph()
    {
        var bundle = Display.Of(Rrpo);
        Assert.Equal([Mime.Latex, Mime.Svg, Mime.Html, Mime.Plain], bundle.Mimes);
        var page = XDocument.Parse(bundle[Mime.Html]);
        Assert.NotEmpty(page.Descendants("math"));
        Assert.Single(page.Descendants("svg"));
        Assert.Contains(Rrpo.ToCode(), page.Descendants("code").Single().Value, StringComparison.Ordinal);
        Assert.All(Rrpo.Evidence, one => Assert.Contains(page.Descendants("th"), cell => cell.Value == $"{one}"));
        Assert.Equal($"$\\displaystyle {Formula.Latex(Rrpo.Loss)}$", bundle[Mime.Latex]);
    }

    [Fact]
    public Task Plain_text() => Verifier.Verify(string.Join("\n\n", Values().Select(value =>
        $"── {value?.GetType().Name ?? "null"}\n{Display.ToText(value, 80)}"))).ToTask();

    [Fact]
    public void Equal_values_have_equal_ids_and_others_do_not_meet()
    {
        static string[] Ids(object value) =>
            [.. XDocument.Parse(Display.ToHtml(value)).Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(Ids(Given.Lines), Ids(Given.Lines with { }));
        Assert.Empty(Ids(Given.Lines).Intersect(Ids(Given.Bars)));
    }

    [Fact]
    public void Hostile_text_is_shown_not_obeyed()
    {
        var page = XDocument.Parse(Display.ToHtml(Given.Filled(Given.Hostile)));
        Assert.Empty(page.Descendants("script"));
        Assert.Equal(
            "<b>&", XDocument.Parse(Display.ToHtml("<b>&")).Descendants("pre").Single().Value);
    }

    [Fact]
    public void Long_sequences_are_cut_and_say_so()
    {
        static IEnumerable<int> Endless()
        {
            for (var i = 0; ; i++) yield return i;
        }

        Assert.EndsWith("49\n…", Display.ToText(Endless()), StringComparison.Ordinal);
        Assert.Contains("The first 10 of more than 50.", Display.ToText(Enumerable.Repeat(Given.Sample, 60)),
            StringComparison.Ordinal);
        Assert.Contains("The first 10 of 12.", Display.ToText(Enumerable.Repeat(Given.Sample, 12)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_refuses_a_form_twice_and_names_those_it_has()
    {
        var twice = Assert.Throws<ArgumentException>(() => new Bundle([new("a", "1"), new("a", "2")]));
        Assert.Contains("got a 2 times", twice.Message, StringComparison.Ordinal);
        var none = Assert.Throws<KeyNotFoundException>(() => Display.Of(3)[Mime.Html]);
        Assert.Contains("expected one of text/plain, got text/html", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_strip_is_thinned_evenly()
    {
        var frames = Given.Frames(40, 400, 2);
        var strip = XDocument.Parse(Display.ToHtml(frames)).Descendants("img").ToArray();
        Assert.Equal(14, strip.Length);
        Assert.Equal(("1", "134"), (strip[0].Attribute("width")!.Value, strip[0].Attribute("height")!.Value));
        Assert.Contains("at 1.50 s", strip[1].Attribute("alt")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_cannot_speak_is_named()
    {
        Assert.Equal("Mute (InvalidOperationException)", Display.ToText(new Mute()));
        Assert.Contains("Number: (InvalidOperationException)", Display.ToText(new Broken()), StringComparison.Ordinal);
        Assert.Contains("(InvalidOperationException)", Display.ToText(new[] { new Broken(), new Broken() }),
            StringComparison.Ordinal);
        Assert.Equal("Object", Display.ToText(new object()).Split('.')[^1]);
    }

    [Fact]
    public void Records_of_any_type_are_a_table()
    {
        var text = Display.ToText(new[] { new Row("a", 0.5, [1, 2]), new Row("b", 2, []) });
        Assert.Contains("Row × 2", text, StringComparison.Ordinal);
        Assert.Matches(@"a +0\.5 +\[1, 2\]", text);
        Assert.Equal("  Name: a\n  Number: 0.5\n  Items: [1, 2]", Display.ToText(new Row("a", 0.5, [1, 2])));
    }

    private sealed record Row(string Name, double Number, int[] Items);

    private sealed class Mute
    {
        public override string ToString() => throw new InvalidOperationException();
    }

    private sealed record Broken(double? Inner = null)
    {
        public double Number => Inner ?? throw new InvalidOperationException();
    }

    [Fact]
    public void Thinning_keeps_every_so_many_th_pixel_and_frame()
    {
        var frames = Given.Frames(33, 385, 4);
        var thin = Formatters.FrameStrip.Thinned(frames);
        Assert.Equal((11, 129, 2), (thin.Count, thin.Height, thin.Width));
        Assert.Equal(frames.Timestamps[6], thin.Timestamps[2]);
        Assert.Equal(frames[6].Slice((3 * 5 * 4 + 3) * 3, 3).ToArray(), thin[2].Slice((5 * 2 + 1) * 3, 3).ToArray());
        var small = Given.Frames(2, 3, 2);
        Assert.Same(small, Formatters.FrameStrip.Thinned(small));
    }

    /// <summary>One value of every kind.</summary>
    internal static IEnumerable<object?> Values() =>
    [
        null, 0.5, -3, "text", true, Rrpo, Dpo.Loss, TokenKL, Rrpo.Terms, 0.1 * ChosenNll, Named("simpo"),
        Dpo.Apply(Evidence), (SimPo + 0.1 * ChosenNll).Explain(Evidence, 0, Texts), Evidence.Values.First(), Pair, Pair.Chosen,
        Given.Frames(2, 3, 2), Ledger.Empty.Add("a", new Fate.Used()).Add("b", new Fate.Failed("no video")), Given.Table,
        Given.Lines, Given.Grid, Given.Sample, Given.Document, PaperTables.RrpoMain, Given.Gain, Given.Protocol,
        new MetricLog([MetricRow.From(0, ("loss", 0.7)), MetricRow.From(1, ("loss", 0.6))]),
        new[] { 1.0, 2.5 }, new[] { Pair, Pair.Swap() }, new[] { Slot.Chosen, Slot.Rejected }, (1, "two"),
        new Dictionary<string, double> { ["loss"] = 0.25 }, Array.Empty<int>(), TorchSharp.torch.arange(12).reshape(3, 4),
    ];

    internal static IReadOnlyDictionary<Evidence, Grid> Evidence { get; } = new Dictionary<Evidence, Grid>
    {
        [Quantity.PolicyLogp.At(Slot.Chosen)] = Grid.From([[-0.9, -0.4, -1.5, -0.2]]),
        [Quantity.ReferenceLogp.At(Slot.Chosen)] = Grid.From([[-1, -0.5, -1.25, -0.25]]),
        [Quantity.Mask.At(Slot.Chosen)] = Grid.From([[1, 1, 1, 0]]),
        [Quantity.PolicyLogp.At(Slot.Rejected)] = Grid.From([[-0.8, -1.6, -0.6]]),
        [Quantity.ReferenceLogp.At(Slot.Rejected)] = Grid.From([[-1, -1.5, -0.5]]),
        [Quantity.Mask.At(Slot.Rejected)] = Grid.From([[1.0, 1, 1]]),
    };

    private static IReadOnlyDictionary<Slot, Sequence<string>> Texts { get; } =
        new Dictionary<Slot, Sequence<string>> { [Slot.Chosen] = ["a", " red", " circle"] };
}
