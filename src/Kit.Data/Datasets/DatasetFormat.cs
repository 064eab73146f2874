using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kit.Data.Datasets;

/// <summary>A file format of training records. A closed family: each case reads and writes its own fields.</summary>
/// <remarks>Read and write are inverse, as JSON: fields that the kit does not know are kept and written back; the order
/// of fields, white space and escapes are the kit's own. A record is refused with all of its faults at once.</remarks>
public abstract partial record DatasetFormat
{
    private DatasetFormat() { }

    /// <summary>Every format, the more particular before the more general.</summary>
    public static Sequence<DatasetFormat> All { get; } =
    [
        new SelfAlignment(ClipField.Video), new SelfAlignment(ClipField.MediaPath), new VideoChat2(), new Vista(),
        new Hound(), new TwoU1(), new NeMo(), new Swift(), new SwiftQuery(), new ShareGptRanking(), new AlpacaRanking(),
        new RlaifReward(), new RlaifQueries(), new RlaifTuning(), new ShareGptTuning(), new MessagesTuning(),
        new TrlUnpairedConversational(), new TrlUnpaired(),
        new TrlConversational(), new TrlImplicit(), new Trl(),
    ];

    /// <summary>Short, stable, for the command line: <c>rrpo</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it looks like, for people.</summary>
    public abstract string Shape { get; }

    /// <summary>The format of that name.</summary>
    public static DatasetFormat Named(string name) => All.FirstOrDefault(format => format.Name == name)
        ?? throw new ArgumentException(
            $"format '{name}': expected one of [{string.Join(", ", All.Select(format => format.Name))}]. "
            + "Leave it out to have it found.");

    /// <summary>One record, or its faults.</summary>
    /// <param name="record">A JSON object.</param>
    /// <param name="number">Names a record without an id: <c>#12</c>.</param>
    public Reading Read(JsonElement record, string number)
    {
        var row = new RowReader(record, number);
        var example = Read(row);
        return example is not null && row.Faults.Count == 0
            ? new Reading.Fits(example)
            : new Reading.Differs(row.Name, row.Faults);
    }

    /// <summary>The record as this format writes it.</summary>
    /// <exception cref="ArgumentException">The format has no place for something in the example.</exception>
    public JsonObject Write(Example example)
    {
        var row = Fill(example) ?? throw new ArgumentException(
            $"{example.Id}: expected an example that {Name} can hold ({Shape}), got {Kind(example)}. "
            + "Choose another format.");
        foreach (var name in (string[])["id", "sample_id", "uid"])
            if (Example.IsPlace(example.Id) && row[name] is JsonValue) row.Remove(name);
        foreach (var field in example.Rest)
            if (!row.ContainsKey(field.Name) || $"{row[field.Name]}" == field.Json)    // an id that is a number
                row[field.Name] = JsonNode.Parse(field.Json);
        return row;
    }

    public sealed override string ToString() => Name;

    internal abstract Example? Read(RowReader row);

    /// <summary>Null where the format has no place for the example.</summary>
    private protected abstract JsonObject? Fill(Example example);

    private static string Kind(Example example) => example switch
    {
        Example.Preferred { Rejected.Count: > 1 } => "several rejected answers",
        Example.Preferred { RejectedMedia.Count: > 0 } => "a preference between clips",
        Example.Preferred => "a preference",
        Example.Labelled => "a labelled answer",
        Example.Asked => "a question without an answer",
        _ => "a demonstration",
    };
}
