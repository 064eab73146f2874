using System.Globalization;
using Kit.Report.Rendering;

namespace Kit.Report;

/// <summary>A table as a file that another run is compared with, number by number.</summary>
/// <remarks>The CSV of <see cref="Table.ToCsv"/> with one line more below its header: each field's tolerance, so that
/// the file itself says what counts as equal.</remarks>
public static class TableSnapshot
{
    /// <summary>Header, tolerances, rows.</summary>
    public static string ToSnapshot(this Table table) => TableCsv.WithTolerances(table);

    /// <summary>The cells in which another run is another result; empty when it is the same. Another shape, other names
    /// or other tolerances are one difference each.</summary>
    /// <param name="received">This run's snapshot.</param>
    /// <param name="verified">The accepted one; its tolerances decide.</param>
    public static Sequence<CellDifference> Differences(string received, string verified)
    {
        var (now, before) = (CsvText.Rows(received), CsvText.Rows(verified));
        if (now.Count < 2 || before.Count < 2) return Whole("rows", before.Count, now.Count);
        if (!now[0].SequenceEqual(before[0])) return [Line("columns", before[0], now[0])];
        if (!now[1].SequenceEqual(before[1])) return [Line("tolerances", before[1], now[1])];
        return now.Count != before.Count
            ? Whole("rows", before.Count - 2, now.Count - 2)
            : [.. before.Zip(now).Skip(2).SelectMany(rows => Cells(rows.First, rows.Second, before[0], before[1]))];
    }

    private static IEnumerable<CellDifference> Cells(string[] before, string[] now, string[] names, string[] tolerances)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var (old, current) = (before.ElementAtOrDefault(i) ?? "", now.ElementAtOrDefault(i) ?? "");
            var tolerance = Tolerance.Parse(tolerances[i]);
            if (old != current && !(Number(old) is { } verified && Number(current) is { } received
                && tolerance.Admits(verified, received)))
                yield return new CellDifference(before[0], names[i], old, current, $"{tolerance}");
        }
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Sequence<CellDifference> Whole(string what, int before, int now) =>
        [new CellDifference("table", what, Words(before), Words(now), "exact")];

    private static CellDifference Line(string what, string[] before, string[] now) =>
        new("table", what, string.Join(", ", before), string.Join(", ", now), "exact");

    private static string Words(int count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A number that is not the accepted one.</summary>
/// <param name="Row">The row's first cell.</param>
/// <param name="Column">The field's name.</param>
/// <param name="Verified">What was accepted.</param>
/// <param name="Received">What this run gave.</param>
/// <param name="Tolerance">What would have been the same result.</param>
public sealed record CellDifference(string Row, string Column, string Verified, string Received, string Tolerance)
{
    public override string ToString() =>
        $"{Row}, {Column}: verified {Verified}, received {Received}, tolerance {Tolerance}";
}
