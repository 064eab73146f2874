using System.Text.Json;

namespace Kit.Evaluate.Benchmarks.Layouts;

/// <summary>How a benchmark writes its questions.</summary>
/// <remarks>A path is a folder of the official files, one official file, or one file that holds several as
/// {"official file name": content}. A faulty record is named and left out; a file that is no JSON is refused.</remarks>
public abstract partial record Layout
{
    private Layout()
    {
    }

    /// <summary>The layout in one line.</summary>
    public abstract string Name { get; }

    /// <summary>All questions of a set.</summary>
    /// <exception cref="InvalidDataException">A file is missing, too large or no JSON.</exception>
    public QuestionSet Read(string path) => QuestionSet.From(Records(path));

    public sealed override string ToString() => Name;

    private protected abstract IEnumerable<(string Where, Func<IEnumerable<Item>> Read)> Records(string path);

    /// <summary>The entries of a list with a name for each.</summary>
    private static IEnumerable<(string Where, int Index, JsonElement Record)> List(QuestionFile file) =>
        file.Content.ValueKind == JsonValueKind.Array
            ? file.Content.EnumerateArray().Index().Select(r => (Place(file.Stem, r.Index), r.Index, r.Item))
            : throw new InvalidDataException($"{file.Name}: expected a list of questions, got "
                + $"{Lower(file.Content.ValueKind)}. Name the benchmark's own question file.");

    /// <summary>The entries of an object.</summary>
    private static JsonElement.ObjectEnumerator Entries(QuestionFile file) =>
        file.Content.ValueKind == JsonValueKind.Object
            ? file.Content.EnumerateObject()
            : throw new InvalidDataException($"{file.Name}: expected an object of questions, got "
                + $"{Lower(file.Content.ValueKind)}. Name the benchmark's own question file.");

    private static JsonElement.ArrayEnumerator Array(JsonProperty entry) => entry.Value.ValueKind == JsonValueKind.Array
        ? entry.Value.EnumerateArray()
        : throw new InvalidDataException($"{entry.Name}: expected a list of questions, got "
            + $"{Lower(entry.Value.ValueKind)}. Correct the question file.");

    private static JsonElement.ObjectEnumerator Members(JsonProperty entry) =>
        entry.Value.ValueKind == JsonValueKind.Object
            ? entry.Value.EnumerateObject()
            : throw new InvalidDataException($"{entry.Name}: expected an object of questions, got "
                + $"{Lower(entry.Value.ValueKind)}. Correct the question file.");

    private static string Place(string file, int index) => FormattableString.Invariant($"{file}/{index}");

    private static string Lower(JsonValueKind kind) => kind.ToString().ToLowerInvariant();
}
