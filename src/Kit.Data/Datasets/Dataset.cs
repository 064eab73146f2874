using System.Text.Json;
using Kit.Data.Storage;

namespace Kit.Data.Datasets;

/// <summary>A file of training records in a format.</summary>
/// <param name="Path">One JSON array of objects, or one object a line.</param>
/// <param name="Format">How its records are read.</param>
public sealed record Dataset(string Path, DatasetFormat Format)
{
    private const int Sampled = 20;

    /// <summary>The file with its format found: the one that the first records fit with the fewest fields left over.
    /// Where most of them fit one and some do not, the format is that one: reading names the records that are
    /// broken.</summary>
    /// <exception cref="InvalidDataException">No format fits; the message names the nearest and what it misses.
    /// </exception>
    public static Dataset Open(string path)
    {
        var near = Nearness.All(First(path));
        if (near[0].Faults.Count == 0) return new(path, near[0].Format);
        var mostly = near.OrderByDescending(one => one.Fitting).ThenBy(one => one.Left).First();
        return mostly.Fitting > 0.5 ? new(path, mostly.Format) : throw new InvalidDataException(
            $"{path}: expected records of a known format, got another shape. Nearest is {near[0]}. "
            + "Correct the file, or choose a format.");
    }

    /// <summary>Every record in order, those that do not fit among them; streamed.</summary>
    public IEnumerable<Reading> Read()
    {
        foreach (var record in JsonRecords.Read(Path))
            using (record) yield return Format.Read(record.Json, FormattableString.Invariant($"#{record.Number}"));
    }

    /// <summary>Every record in order; the first that does not fit ends the reading.</summary>
    /// <exception cref="InvalidDataException">A record does not fit; the message names it and every fault.</exception>
    public IEnumerable<Example> Examples() => Read().Select(reading => reading switch
    {
        Reading.Fits fits => fits.Example,
        Reading.Differs differs => throw new InvalidDataException(
            $"{Path}, record {differs.Id}: expected {Format.Shape}, got {string.Join("; ", differs.Faults)}. "
            + "Correct the record."),
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    /// <summary>Replaces the file with these examples, one a line; a name that ends in <c>.json</c> gets one array,
    /// which the official loaders of such files expect.</summary>
    public void Write(IEnumerable<Example> examples) => AtomicFile.Write(Path, stream =>
    {
        var array = Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var count = 0;
        foreach (var example in examples)
        {
            if (array) stream.Write(count++ == 0 ? "[\n"u8 : ",\n"u8);
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(Format.Write(example), StrictJson.Options));
            if (!array) stream.WriteByte((byte)'\n');
        }

        if (array) stream.Write(count == 0 ? "[]\n"u8 : "\n]\n"u8);
    });

    private static Sequence<JsonElement> First(string path)
    {
        var found = new List<JsonElement>();
        foreach (var record in JsonRecords.Read(path).Take(Sampled))
            using (record) found.Add(record.Json.Clone());
        return found.Count > 0 ? Sequence.From(found) : throw new InvalidDataException(
            $"{path}: expected records, got an empty file. Check the path.");
    }
}
