namespace Kit.Report;

/// <summary>How an axis spreads its values.</summary>
public abstract record Scale
{
    private Scale()
    {
    }

    /// <summary>Whether the scale has a place for the value.</summary>
    public abstract bool Admits(double value);

    /// <summary>The value's place on an even ruler.</summary>
    internal abstract double Place(double value);

    /// <summary>The value at a place: the inverse of <see cref="Place"/>.</summary>
    internal abstract double At(double place);

    /// <summary>Round values between the limits, about so many.</summary>
    internal abstract double[] Ticks(double low, double high, int about);

    /// <summary>Even steps; any finite value.</summary>
    public sealed record Linear : Scale
    {
        public override bool Admits(double value) => double.IsFinite(value);

        internal override double Place(double value) => value;

        internal override double At(double place) => place;

        internal override double[] Ticks(double low, double high, int about)
        {
            var step = Round((high - low) / about);
            var first = (int)Math.Ceiling(low / step - 1e-9);
            var last = (int)Math.Floor(high / step + 1e-9);
            return [.. Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(i => Decimal(i, step))];
        }

        /// <summary>1, 2 or 5 times a power of ten, not below the value.</summary>
        private static double Round(double step)
        {
            var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
            return power * new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= step * (1 - 1e-9));
        }

        /// <summary>i·step without the last bit's noise: 0.3, not 0.30000000000000004.</summary>
        private static double Decimal(int i, double step) => step >= 1 ? i * step : i / Math.Round(1 / step, 9);
    }

    /// <summary>Even ratios; positive values. Others have no place and are counted below the chart.</summary>
    public sealed record Log : Scale
    {
        public override bool Admits(double value) => double.IsFinite(value) && value > 0;

        internal override double Place(double value) => Math.Log10(value);

        internal override double At(double place) => Math.Pow(10, place);

        internal override double[] Ticks(double low, double high, int about)
        {
            var (first, last) = ((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)));
            double[] factors = last - first <= 3 ? [1, 2, 5] : [1];
            var every = Math.Max(1, (last - first) / about);
            return
            [
                .. from power in Enumerable.Range(first, last - first + 1)
                   where factors.Length > 1 || power % every == 0
                   from factor in factors
                   let tick = factor * Math.Pow(10, power)
                   where tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)
                   select tick,
            ];
        }
    }
}
