using System.Text.RegularExpressions;

namespace Kit.Report.Tests.Rendering;

/// <summary>With a stand-in for the library; the real one is tried in a browser.</summary>
public sealed partial class PlotlyJsSpecs : IDisposable
{
    private const string Library = "var Plotly = {};\r\n";
    private readonly string folder = Directory.CreateTempSubdirectory("kit-plotly-").FullName;

    [Fact]
    public void It_is_found_where_npm_puts_it()
    {
        Write("node_modules/plotly.js-dist-min/plotly.min.js", Library + new string(' ', 100));
        Write("node_modules/plotly.js-basic-dist-min/plotly-basic.min.js", Library);
        Assert.Equal("var Plotly = {};\n", PlotlyJs.Read(folder).Source);
    }

    [Fact]
    public void A_page_lets_run_what_it_carries_and_nothing_else()
    {
        Write("plotly.min.js", Library);
        var html = Given.Document.ToHtml(PlotlyJs.Read(Path.Combine(folder, "plotly.min.js")));
        string[] scripts = [.. Scripts().Matches(html).Select(script => script.Groups[1].Value)];
        Assert.Equal(2, scripts.Length);
        Assert.All(scripts, script => Assert.Contains(
            PlotlyJs.Allowed(script).Replace("'", "&#39;", StringComparison.Ordinal), html, StringComparison.Ordinal));
        Assert.Contains("default-src &#39;none&#39;", html, StringComparison.Ordinal);
        Assert.Equal(5, html.Split("class=\"k-figure\"").Length - 1);
    }

    [Fact]
    public void A_figure_cannot_leave_its_script()
    {
        Write("plotly.min.js", Library);
        var html = Given.Filled("</script><script>alert(1)").ToHtml(PlotlyJs.Read(folder));
        Assert.Equal(2, Scripts().Count(html));
    }

    [Fact]
    public void What_is_not_the_library_is_refused()
    {
        Assert.Contains("npm install", Assert.Throws<FileNotFoundException>(() => PlotlyJs.Read(folder)).Message,
            StringComparison.Ordinal);
        Write("plotly.min.js", "alert(1)");
        Assert.Throws<InvalidDataException>(() => PlotlyJs.Read(folder));
        Write("plotly.min.js", Library + "</script>");
        Assert.Throws<InvalidDataException>(() => PlotlyJs.Read(folder));
        Write("plotly.min.js", Library + new string(' ', 5_000_000));
        Assert.Contains("expected at most 5000000 bytes",
            Assert.Throws<InvalidDataException>(() => PlotlyJs.Read(folder)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();
}
