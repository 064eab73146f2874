namespace Kit.Report.Runs;

/// <summary>Bytes, operations, times and shares in words that a person can compare.</summary>
internal static class Amounts
{
    private static readonly string[] Binary = ["B", "KiB", "MiB", "GiB", "TiB"];

    private static readonly string[] Decimal = ["", "k", "M", "G", "T", "P", "E", "Z"];

    /// <summary>1536 → 1.5 KiB.</summary>
    public static string Bytes(double bytes) => Scaled(bytes, 1024, Binary, "");

    /// <summary>2.5e12 → 2.5 T, and the unit behind it.</summary>
    public static string Count(double count, string unit) => Scaled(count, 1000, Decimal, unit);

    /// <summary>Seconds below a minute, then minutes, hours, days.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => $"{Numbers.Significant(time.TotalSeconds, 2)} s",
        { TotalHours: < 1 } => FormattableString.Invariant($"{time.Minutes} min {time.Seconds} s"),
        { TotalDays: < 1 } => FormattableString.Invariant($"{time.Hours} h {time.Minutes} min"),
        _ => FormattableString.Invariant($"{(int)time.TotalDays} d {time.Hours} h"),
    };

    /// <summary>0.0123 → 1.23 %.</summary>
    public static string Share(double share) => $"{Numbers.Significant(100 * share, 3)} %";

    private static string Scaled(double value, double step, string[] units, string unit)
    {
        var power = 0;
        for (; power < units.Length - 1 && Math.Abs(value) >= step; power++) value /= step;
        return $"{Numbers.Significant(value, Math.Abs(value) >= 999.5 ? 4 : 3)} {units[power]}{unit}".TrimEnd();
    }
}
