using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Kit.Libraries;

/// <summary>A configuration as it was written: dotted keys, plain values.</summary>
/// <remarks>Values: null, bool, double, string, or a list of these. Nested dictionaries become dotted keys,
/// <c>model.beta</c>. Texts that are numbers count as numbers, since YAML 1.1 reads <c>5e-7</c> as a text.</remarks>
public sealed class Settings
{
    private readonly SortedDictionary<string, object?> values = new(StringComparer.Ordinal);

    private Settings(IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        foreach (var (key, value) in pairs)
            if (!values.TryAdd(key, value)) throw new ArgumentException(
                $"setting '{key}': expected it once, got it twice. Keep one.");
    }

    /// <summary>Every key, in order.</summary>
    public Sequence<string> Keys => [.. values.Keys];

    /// <summary>From nested dictionaries, such as a YAML reader makes.</summary>
    public static Settings From(IReadOnlyDictionary<string, object?> settings) => new(Flat("", settings));

    /// <summary>From a JSON object.</summary>
    public static Settings From(JsonElement settings) => settings.ValueKind == JsonValueKind.Object
        ? new(Flat("", Plain(settings)))
        : throw new ArgumentException(
            $"settings: expected a JSON object, got {settings.ValueKind}. Write {{\"beta\": 0.1}}.");

    /// <summary>From JSON; comments and trailing commas are allowed.</summary>
    public static Settings FromJson(string json)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true };
        try
        {
            using var document = JsonDocument.Parse(json, options);
            return From(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"settings: expected JSON, got a text that is none at line "
                + $"{error.LineNumber + 1}. Check it there.", error);
        }
    }

    /// <summary>Whether the key is there with a value other than null.</summary>
    public bool Has(string key) => values.GetValueOrDefault(key) is not null;

    internal double Number(string key, double otherwise) => Number(key) ?? otherwise;

    internal double? Number(string key) => values.GetValueOrDefault(key) is { } value ? ToNumber(key, value) : null;

    internal bool Flag(string key) => values.GetValueOrDefault(key) switch
    {
        null => false,
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        var other => throw Wrong(key, "true or false", other),
    };

    internal string Text(string key, string otherwise) => values.GetValueOrDefault(key) switch
    {
        null => otherwise,
        string text => text,
        IReadOnlyList<object?> { Count: 1 } list when list[0] is string text => text,
        var other => throw Wrong(key, "one name", other),
    };

    /// <summary>One text or a list of them.</summary>
    internal Sequence<string> Texts(string key, string otherwise) => values.GetValueOrDefault(key) switch
    {
        null => [otherwise],
        string text => [text],
        IReadOnlyList<object?> { Count: > 0 } list when list.All(one => one is string) => [.. list.Cast<string>()],
        var other => throw Wrong(key, "a name or a list of names", other),
    };

    internal Sequence<double>? Numbers(string key) => values.GetValueOrDefault(key) switch
    {
        null => null,
        IReadOnlyList<object?> list => [.. list.Select(one => ToNumber(key, one))],
        var other => throw Wrong(key, "a list of numbers", other),
    };

    private static double ToNumber(string key, object? value) => value switch
    {
        double number when double.IsFinite(number) => number,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) => number,
        _ => throw Wrong(key, "a finite number", value),
    };

    private static ArgumentException Wrong(string key, string expected, object? got) =>
        new($"setting '{key}': expected {expected}, got {Shown(got)}. Correct the setting.");

    private static string Shown(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IReadOnlyList<object?> list => $"[{string.Join(", ", list.Select(Shown))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static IEnumerable<KeyValuePair<string, object?>> Flat(
        string prefix, IReadOnlyDictionary<string, object?> pairs) =>
        pairs.SelectMany(pair => (pair.Value is JsonElement json ? Value(json) : pair.Value) switch
        {
            IReadOnlyDictionary<string, object?> inner => Flat($"{prefix}{pair.Key}.", inner),
            var value => [new(prefix + pair.Key, Simple(prefix + pair.Key, value))],
        });

    private static object? Simple(string key, object? value) => value switch
    {
        null or bool or string or double => value,
        JsonElement json => Simple(key, Value(json)),
        IConvertible number and not (char or DateTime) => Convert.ToDouble(number, CultureInfo.InvariantCulture),
        IEnumerable list => list.Cast<object?>().Select(one => Simple(key, one)).ToArray(),
        _ => throw new ArgumentException($"setting '{key}': expected null, a number, a text, true, false, a list or a "
            + $"dictionary, got {value.GetType().Name}. Convert it first."),
    };

    private static Dictionary<string, object?> Plain(JsonElement json) =>
        json.EnumerateObject().GroupBy(pair => pair.Name).ToDictionary(
            same => same.Key,
            same => same.Count() == 1 ? Value(same.Single().Value) : throw new ArgumentException(
                $"setting '{same.Key}': expected it once, got it twice. Keep one."));

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Plain(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
