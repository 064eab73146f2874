using System.Globalization;

namespace Kit.Report;

/// <summary>How far apart two runs' numbers of one column may lie and still be the same result. The table declares it;
/// snapshots are compared by it.</summary>
public abstract record Tolerance
{
    private Tolerance()
    {
    }

    /// <summary>Whether the two are the same result. A NaN equals itself only.</summary>
    public abstract bool Admits(double verified, double received);

    /// <summary>As a snapshot writes it: exact, ±0.5, ±1 %.</summary>
    public abstract override string ToString();

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no tolerance.</exception>
    public static Tolerance Parse(string text) => text switch
    {
        "exact" => new Exact(),
        ['±', .. var share, ' ', '%'] when Measured(share) is { } percent => new Relative(percent / 100),
        ['±', .. var width] when Measured(width) is { } known => new Absolute(known),
        _ => throw new FormatException(
            $"tolerance: expected exact, ±number or ±number %, got '{text}'. Accept the snapshot anew."),
    };

    /// <summary>To the last printed digit.</summary>
    public sealed record Exact : Tolerance
    {
        public override bool Admits(double verified, double received) => verified.Equals(received);

        public override string ToString() => "exact";
    }

    /// <summary>|received − verified| ≤ Width, in the unit that the column shows.</summary>
    public sealed record Absolute(double Width) : Tolerance
    {
        public override bool Admits(double verified, double received) =>
            verified.Equals(received) || Math.Abs(received - verified) <= Width * (1 + 1e-12);

        public override string ToString() => $"±{Numbers.Significant(Width, 6)}";
    }

    /// <summary>|received − verified| ≤ Share·|verified|.</summary>
    public sealed record Relative(double Share) : Tolerance
    {
        public override bool Admits(double verified, double received) =>
            verified.Equals(received) || Math.Abs(received - verified) <= Share * Math.Abs(verified) * (1 + 1e-12);

        public override string ToString() => $"±{Numbers.Significant(100 * Share, 6)} %";
    }

    private static double? Measured(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var width) && width >= 0
            ? width : null;
}
