namespace Kit.Report;

/// <summary>A picture of numbers, as data.</summary>
[TypeFormatterSource]
public abstract record Chart
{
    private Chart()
    {
    }

    /// <summary>One line above the picture; say what it shows.</summary>
    public abstract string Title { get; init; }

    /// <summary>An SVG file's text; it follows the light or dark mode of its viewer.</summary>
    public string ToSvg() => Drawing.Svg.File(this, "chart");

    /// <summary>The same numbers as a figure that plotly.js draws and a reader can ask: Plotly.NET's own type, to go on
    /// with.</summary>
    public Plotly.NET.GenericChart ToPlotly() => Figures.PlotlyFigure.From(this);

    /// <summary>The figure's JSON, <c>{"data":…,"layout":…,"frames":[]}</c>: equal charts give equal bytes.</summary>
    public string ToPlotlyJson() => Plotly.NET.GenericChart.toFigureJson(ToPlotly());

    /// <summary>Curves with bands.</summary>
    public sealed record Lines(string Title, Axis X, Axis Y, Sequence<Series> Series) : Chart
    {
        public override string Title { get; init; } = Title;
    }

    /// <summary>Groups of bars with error bars, from 0.</summary>
    /// <param name="Title">One line above the picture.</param>
    /// <param name="Value">The axis of the bars' lengths.</param>
    /// <param name="Categories">One group each, in order.</param>
    /// <param name="Series">One colour each, with a value a category.</param>
    public sealed record Bars(string Title, Axis Value, Sequence<string> Categories, Sequence<BarSeries> Series) : Chart
    {
        public override string Title { get; init; } = Title;

        public Sequence<BarSeries> Series { get; init; } = Require(Title, Categories, Series);

        private static Sequence<BarSeries> Require(
            string title, Sequence<string> categories, Sequence<BarSeries> series) =>
            series.FirstOrDefault(bars => bars.Values.Count != categories.Count) is { } other
                ? throw new ArgumentException(
                    $"Chart '{title}': expected {categories.Count} values in series {other.Name}, one a category, "
                    + $"got {other.Values.Count}. Give Limits.From(double.NaN) where nothing was measured.")
                : series;
    }

    /// <summary>Named points: one quantity against another.</summary>
    public sealed record Scatter(string Title, Axis X, Axis Y, Sequence<Mark> Marks) : Chart
    {
        public override string Title { get; init; } = Title;
    }

    /// <summary>Differences with their intervals around 0, one a line.</summary>
    public sealed record Forest(string Title, Axis Difference, Sequence<Branch> Branches) : Chart
    {
        public override string Title { get; init; } = Title;
    }

    /// <summary>Small charts side by side.</summary>
    public sealed record Grid(string Title, Sequence<Chart> Charts, int Columns = 2) : Chart
    {
        public override string Title { get; init; } = Title;
    }
}
