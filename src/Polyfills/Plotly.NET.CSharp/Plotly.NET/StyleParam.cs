namespace Plotly.NET;

/// <summary>The words of plotly.js, each in its own type.</summary>
public static class StyleParam
{
    /// <summary>What a trace draws at its points.</summary>
    public sealed class Mode : Word
    {
        private Mode(string word) : base(word) { }

        public static Mode Lines { get; } = new("lines");

        public static Mode Lines_Markers { get; } = new("lines+markers");

        public static Mode Markers { get; } = new("markers");

        public static Mode Markers_Text { get; } = new("markers+text");
    }

    /// <summary>What is filled beside a line.</summary>
    public sealed class Fill : Word
    {
        private Fill(string word) : base(word) { }

        public static Fill ToNext_y { get; } = new("tonexty");
    }

    /// <summary>Dashes.</summary>
    public sealed class DrawingStyle : Word
    {
        private DrawingStyle(string word) : base(word) { }

        public static DrawingStyle Solid { get; } = new("solid");

        public static DrawingStyle Dash { get; } = new("dash");

        public static DrawingStyle Dot { get; } = new("dot");

        public static DrawingStyle DashDot { get; } = new("dashdot");

        public static DrawingStyle LongDash { get; } = new("longdash");

        public static DrawingStyle LongDashDot { get; } = new("longdashdot");
    }

    /// <summary>The scale of an axis.</summary>
    public sealed class AxisType : Word
    {
        private AxisType(string word) : base(word) { }

        public static AxisType Linear { get; } = new("linear");

        public static AxisType Log { get; } = new("log");

        public static AxisType Category { get; } = new("category");
    }

    /// <summary>Shapes of markers, by plotly.js' numbers.</summary>
    public sealed class MarkerSymbol : Word
    {
        private MarkerSymbol(string word) : base(word) { }

        public static MarkerSymbol Circle { get; } = new("0");

        public static MarkerSymbol Square { get; } = new("1");

        public static MarkerSymbol Diamond { get; } = new("2");

        public static MarkerSymbol TriangleUp { get; } = new("5");
    }

    /// <summary>Where a point's text stands.</summary>
    public sealed class TextPosition : Word
    {
        private TextPosition(string word) : base(word) { }

        public static TextPosition TopRight { get; } = new("top right");
    }

    /// <summary>Whether the charts of a grid share axes.</summary>
    public sealed class LayoutGridPattern : Word
    {
        private LayoutGridPattern(string word) : base(word) { }

        public static LayoutGridPattern Independent { get; } = new("independent");

        public static LayoutGridPattern Coupled { get; } = new("coupled");
    }
}
