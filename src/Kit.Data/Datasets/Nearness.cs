using System.Text.Json;

namespace Kit.Data.Datasets;

/// <summary>How well some records fit a format.</summary>
/// <param name="Format">The format.</param>
/// <param name="Faults">What they lack, each fault once.</param>
/// <param name="Left">Fields of the records that the format does not read.</param>
/// <param name="Fitting">Share of the records that fit, 0 … 1.</param>
public sealed record Nearness(DatasetFormat Format, Sequence<string> Faults, int Left, double Fitting)
{
    /// <summary>Every format, the nearest first: by faults, then by fields left over.</summary>
    public static Sequence<Nearness> All(Sequence<JsonElement> records) =>
        [.. DatasetFormat.All.Select(format => Between(format, records)).OrderBy(near => near.Faults.Count)
            .ThenBy(near => near.Left)];

    public override string ToString() => $"{Format.Name} ({Format.Shape}), which lacks: {string.Join("; ", Faults)}";

    private static Nearness Between(DatasetFormat format, Sequence<JsonElement> records)
    {
        var readings = records.Select(record => format.Read(record, "#0")).ToArray();
        return new(
            format,
            [.. readings.OfType<Reading.Differs>().SelectMany(differs => differs.Faults).Distinct()],
            readings.OfType<Reading.Fits>().Sum(fits => fits.Example.Rest.Count),
            readings.Count(reading => reading is Reading.Fits) / (double)readings.Length);
    }
}
