using Kit.Evaluate.Statistics;

namespace Kit.Report;

/// <summary>One entry of a table.</summary>
public abstract record Cell
{
    private Cell()
    {
    }

    /// <summary>As a reader sees it.</summary>
    public abstract string Show(Format format);

    /// <summary>Worth a reader's eye: a difference whose interval excludes 0, nothing else.</summary>
    public virtual bool Bold => false;

    /// <summary>Numbers stand right, words left.</summary>
    public virtual bool Numeric => true;

    public static Cell From(string text) => new Words(text);

    public static Cell From(double value) => new Number(value);

    public static Cell From(MeanStd value) => new Spread(value);

    public static Cell From(Estimate value) => new Difference(value);

    /// <summary>Text as it is.</summary>
    public sealed record Words(string Text) : Cell
    {
        public override bool Numeric => false;

        public override string Show(Format format) => Text;
    }

    /// <summary>One number.</summary>
    public sealed record Number(double Value) : Cell
    {
        public override string Show(Format format) => Numbers.Print(format.Show(Value));
    }

    /// <summary>mean ± std; the mean alone when there was one run.</summary>
    public sealed record Spread(MeanStd Value) : Cell
    {
        public override string Show(Format format) => Value.Count > 1
            ? string.Join(" ± ", format.Together(Value.Mean, Value.Std).Select(Numbers.Print))
            : Numbers.Print(format.Show(Value.Mean));
    }

    /// <summary>A signed difference with its interval.</summary>
    public sealed record Difference(Estimate Value) : Cell
    {
        public override bool Bold => Value.Significant;

        public override string Show(Format format) =>
            Signs.Around(format, Value.Value, Value.Interval.Low, Value.Interval.High);
    }

    /// <summary>The row that the differences of this column refer to.</summary>
    public sealed record Baseline : Cell
    {
        public override string Show(Format format) => "baseline";
    }

    /// <summary>No number, for a reason that a note should give.</summary>
    public sealed record Missing : Cell
    {
        public override string Show(Format format) => "–";
    }
}
