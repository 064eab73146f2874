using System.Text.Json;
using Kit.Evaluate.Statistics;
using VerifyXunit;

namespace Kit.Report.Tests.Charts;

public class FigureSpecs
{
    public static TheoryData<string> Kinds => ["lines", "bars", "scatter", "forest", "grid"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Figures(string name) => Verifier.Verify(Indented(Chart(name)), "json").UseParameters(name).ToTask();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Equal_charts_give_equal_bytes(string name) =>
        Assert.Equal(Chart(name).ToPlotlyJson(), (Chart(name) with { }).ToPlotlyJson());

    [Fact]
    public void A_figure_shows_the_numbers_of_its_chart()
    {
        using var figure = JsonDocument.Parse(Given.Bars.ToPlotlyJson());
        var trace = figure.RootElement.GetProperty("data")[0];
        Assert.Equal([70.0, 55], Numbers(trace.GetProperty("y")));
        Assert.Equal([3.0, 0], Numbers(trace.GetProperty("error_y").GetProperty("array")));
        Assert.Equal([4.0, 0], Numbers(trace.GetProperty("error_y").GetProperty("arrayminus")));
        Assert.Equal([80.0], Numbers(figure.RootElement.GetProperty("data")[1].GetProperty("y")));
    }

    [Fact]
    public void A_gap_stays_a_gap_and_the_name_stands_once()
    {
        var chart = Given.Lines with { Series = [Series.From("a", [(0, 1), (1, double.NaN), (2, 3), (3, 4)])] };
        using var figure = JsonDocument.Parse(chart.ToPlotlyJson());
        var traces = figure.RootElement.GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal([[0.0], [2.0, 3]], traces.Select(trace => Numbers(trace.GetProperty("x"))));
        Assert.Equal([true, false], traces.Select(trace => trace.GetProperty("showlegend").GetBoolean()));
    }

    [Fact]
    public void A_logarithmic_axis_leaves_out_what_it_cannot_place()
    {
        using var figure = JsonDocument.Parse(Given.Scatter.ToPlotlyJson());
        var root = figure.RootElement;
        Assert.Equal(["DPO", "RRPO"], Names(root.GetProperty("data").EnumerateArray()));
        Assert.Equal("log", root.GetProperty("layout").GetProperty("xaxis").GetProperty("type").GetString());
    }

    [Fact]
    public void Names_in_a_grid_stand_once_in_the_legend()
    {
        using var figure = JsonDocument.Parse(Given.Grid.ToPlotlyJson());
        Assert.Equal(["DPO", "RRPO"], Names(figure.RootElement.GetProperty("data").EnumerateArray()
            .Where(trace => trace.GetProperty("showlegend").GetBoolean())));
    }

    [Fact]
    public void Hostile_text_is_no_markup()
    {
        var json = (Given.Lines with { Title = Given.Hostile }).ToPlotlyJson();
        Assert.DoesNotContain("<script", json, StringComparison.Ordinal);
        JsonDocument.Parse(json).Dispose();
    }

    [Fact]
    public void Nothing_to_draw_is_a_figure_too() => Assert.All<Chart>(
        [
            Given.Lines with { Series = [] }, Given.Bars with { Series = [] }, Given.Forest with { Branches = [] },
            Given.Scatter with { Marks = [] }, new Chart.Grid("", []),
            Given.Lines with { Series = [new Series("a", [new Point(double.NaN, 1, 0, double.PositiveInfinity)])] },
        ],
        chart => JsonDocument.Parse(chart.ToPlotlyJson()).Dispose());

    private static IEnumerable<string?> Names(IEnumerable<JsonElement> traces) =>
        traces.Select(trace => trace.GetProperty("name").GetString());

    private static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(x => Math.Round(x.GetDouble(), 9))];

    private static string Indented(Chart chart)
    {
        using var figure = JsonDocument.Parse(chart.ToPlotlyJson());
        return JsonSerializer.Serialize(figure, Layout).ReplaceLineEndings("\n");
    }

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static Chart Chart(string name) => name switch
    {
        "lines" => Given.Lines,
        "bars" => Given.Bars,
        "scatter" => Given.Scatter,
        "forest" => Given.Forest,
        _ => Given.Grid,
    };
}
