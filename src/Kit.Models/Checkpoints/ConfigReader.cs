using System.Globalization;
using System.Text.Json;

namespace Kit.Models.Checkpoints;

/// <summary>A published <c>config.json</c>, or a section of one, read field by field.</summary>
/// <remarks>Fields that a model does not read are left alone: such files carry many. A field that is there in another
/// form than expected is a fault; faults gather, and <see cref="Checked"/> reports them all.</remarks>
internal sealed class ConfigReader
{
    private const int LargestSize = 1 << 24, LargestFile = 1 << 24;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly JsonElement json;
    private readonly string prefix;
    private readonly List<string> faults;

    private ConfigReader(string file, JsonElement json, string prefix, List<string> faults) =>
        (File, this.json, this.prefix, this.faults) = (file, json, prefix, faults);

    /// <summary>Where it came from, for messages.</summary>
    public string File { get; }

    /// <exception cref="FileNotFoundException">The folder has no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not one JSON object.</exception>
    public static ConfigReader Open(string folder, string name = "config.json")
    {
        var file = Path.Combine(folder, name);
        if (!System.IO.File.Exists(file))
            throw new FileNotFoundException(
                $"{file}: expected a configuration beside the weights, got no file. Name a checkpoint's folder.", file);
        if (new FileInfo(file).Length > LargestFile)
            throw new InvalidDataException($"{file}: expected at most {LargestFile} bytes, got more. Fetch it again.");
        return Parse(file, System.IO.File.ReadAllBytes(file));
    }

    /// <summary>Reads JSON that is at hand.</summary>
    public static ConfigReader Parse(string file, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new ConfigReader(file, document.RootElement.Clone(), "", []);
            throw new JsonException($"the file holds a JSON {document.RootElement.ValueKind}");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{file}: expected one JSON object, got a fault: {e.Message.TrimEnd('.')}. Fetch the file again.");
        }
    }

    /// <summary>True where the field is there and not null.</summary>
    public bool Has(string name) => Value(name) is not null;

    /// <summary>True where the field is there, be it null.</summary>
    public bool Mentions(string name) => json.TryGetProperty(name, out _);

    /// <summary>A whole number from 1 on.</summary>
    public int Size(string name, int otherwise) => Optional(name) ?? otherwise;

    /// <summary>A whole number from 1 on, or null where the field is not there.</summary>
    public int? Optional(string name) => Whole(name, 1, LargestSize, "a whole number from 1 to 16777216");

    /// <summary>A whole number of either sign.</summary>
    public int Index(string name, int otherwise) =>
        Whole(name, -LargestSize, LargestSize, "a whole number") ?? otherwise;

    /// <summary>A finite number above 0.</summary>
    public double Positive(string name, double otherwise) => Number(name) ?? otherwise;

    /// <summary>A finite number above 0, or null where the field is not there.</summary>
    public double? Number(string name) => Value(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && double.IsFinite(number) && number > 0 ? number
        : Fault<double?>(name, "a number above 0", value);

    public bool Flag(string name, bool otherwise) => Value(name) is not { } value ? otherwise
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : Fault(name, "true or false", value, otherwise);

    public string? Text(string name) => Value(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : Fault<string>(name, "a string", value);

    /// <summary>The first of <c>architectures</c>, the class that wrote the checkpoint, or null.</summary>
    public string? Architecture => Value("architectures") is { ValueKind: JsonValueKind.Array } list
        && list.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String } first
            ? first.GetString()
            : null;

    /// <summary>Whole numbers from 1 on, [] where the field is not there.</summary>
    public Sequence<int> Sizes(string name)
    {
        if (Value(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(x =>
            x.ValueKind == JsonValueKind.Number && x.TryGetInt32(out var n) && n is > 0 and <= LargestSize))
            return Sequence.From(value.EnumerateArray().Select(x => x.GetInt32()));
        return Fault<Sequence<int>>(name, "a list of whole numbers from 1 on", value, []);
    }

    /// <summary>Names of the fields of this object.</summary>
    public IEnumerable<string> Names => json.EnumerateObject().Select(p => p.Name);

    /// <summary>An object inside this one, or null.</summary>
    public ConfigReader? Section(string name) => Value(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new ConfigReader(File, value, $"{prefix}{name}.", faults)
        : Fault<ConfigReader>(name, "an object", value);

    /// <summary>One of a closed set of words, looked up; the first case where the field is not there.</summary>
    public T Choice<T>(string name, params (string Word, T Meaning)[] cases)
    {
        if (Value(name) is not { } value) return cases[0].Meaning;
        foreach (var (word, meaning) in cases)
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(word)) return meaning;
        return Fault(name, $"one of {string.Join(", ", cases.Select(c => c.Word))}", value, cases[0].Meaning);
    }

    /// <summary>Notes that a field, which has the right form, cannot be honoured.</summary>
    public void Refuse(string name, string expected) => Fault<object>(name, expected, Value(name) ?? default);

    /// <summary>The value, if everything read so far was in order.</summary>
    /// <exception cref="InvalidDataException">All faults at once.</exception>
    public T Checked<T>(T value) => faults.Count == 0 ? value : throw new InvalidDataException(
        $"{File}: expected a configuration that the kit can honour, got {faults.Count} faults: "
        + $"{string.Join("; ", faults)}. Use a checkpoint of a family that the kit knows.");

    private JsonElement? Value(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private int? Whole(string name, int least, int most, string expected) => Value(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var n) && n >= least && n <= most ? n
        : Fault<int?>(name, expected, value);

    private T Fault<T>(string name, string expected, JsonElement value, T otherwise)
    {
        var got = value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.GetRawText();
        faults.Add(string.Create(CultureInfo.InvariantCulture,
            $"{prefix}{name} should be {expected}, and is {(got.Length > 60 ? got[..60] + "…" : got)}"));
        return otherwise;
    }

    private T? Fault<T>(string name, string expected, JsonElement value) =>
        Fault<T?>(name, expected, value, default);
}
