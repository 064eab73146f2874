namespace Kit.Report;

/// <summary>How a column writes its numbers.</summary>
public abstract record Format
{
    private Format()
    {
    }

    /// <summary>The number as text, with a hyphen as its minus sign.</summary>
    public abstract string Show(double value);

    /// <summary>Numbers that are read together, such as a mean and its spread: as many decimals for all.</summary>
    public virtual Sequence<string> Together(params double[] values) => Sequence.From(values.Select(Show));

    /// <summary>The number as shown, in the unit of the column, for files that other programs read.</summary>
    public abstract double Scale(double value);

    /// <summary>So many significant digits.</summary>
    public sealed record Significant(int Digits = 4) : Format
    {
        public override string Show(double value) => Numbers.Significant(value, Digits);

        /// <summary>The decimals that the largest of them needs.</summary>
        public override Sequence<string> Together(params double[] values)
        {
            var largest = values.Where(double.IsFinite).Select(Math.Abs).Append(0).Max();
            var decimals = Digits - 1 - (int)Math.Floor(Math.Log10(largest));
            return largest is < 1e-4 or >= 1e9
                ? base.Together(values)
                : Sequence.From(values.Select(value => Numbers.Fixed(value, Math.Max(0, decimals))));
        }

        public override double Scale(double value) => value;
    }

    /// <summary>So many digits after the point.</summary>
    public sealed record Fixed(int Decimals) : Format
    {
        public override string Show(double value) => Numbers.Fixed(value, Decimals);

        public override double Scale(double value) => value;
    }

    /// <summary>A fraction, shown × 100.</summary>
    public sealed record Percent(int Decimals = 1) : Format
    {
        public override string Show(double value) => Numbers.Fixed(Scale(value), Decimals);

        public override double Scale(double value) => 100 * value;
    }
}
