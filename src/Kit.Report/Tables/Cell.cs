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

    /// <summary>Worth a reader's eye: a difference that is significant among its column's, nothing else.</summary>
    public virtual bool Bold => false;

    /// <summary>What the number was taken from, item by item and seed by seed, in the number's unit; empty where the
    /// number is all there is.</summary>
    public Sequence<Observation> Observations { get; init; } = [];

    /// <summary>Numbers stand right, words left.</summary>
    public virtual bool Numeric => true;

    public static Cell From(string text) => new Words(text);

    public static Cell From(double value) => new Number(value);

    public static Cell From(MeanStd value) => new Spread(value);

    public static Cell From(Estimate value) => new Difference(value);

    /// <summary>Mean ± std over seeds, and all that it was taken from.</summary>
    public static Cell From(Measurements measured) =>
        new Spread(measured.OverSeeds) { Observations = measured.Values };

    /// <summary>candidate − baseline, paired by item and seed, and all that it was taken from.</summary>
    public static Cell Between(Measurements baseline, Measurements candidate)
    {
        var differences = Measurements.Differences(baseline, candidate);
        return new Difference(new Bootstrap().Mean(differences)) { Observations = differences };
    }

    /// <summary>The number alone.</summary>
    public sealed override string ToString() => Show(new Format.Significant());

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

    /// <summary>A signed difference with its interval; bold where its adjusted p-value is at most 1 − the interval's
    /// level.</summary>
    public sealed record Difference(Estimate Value) : Cell
    {
        /// <summary>The p-value after Holm over the differences of its column; its own until it stands in a table
        /// (<see cref="Table.Rows"/>).</summary>
        public double Adjusted { get; init; } = Value.PValue;

        public override bool Bold => Adjusted <= 1 - Value.Interval.Level;

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
