using System.Text.Json.Serialization;

namespace Kit.Pipelines.Recipes;

/// <summary>One question about one clip on its way through a recipe: stages add fields to it, or leave it out.</summary>
/// <remarks>A line of a stage's file is the draft as a flat object: <c>{"id": …, "clip": …, "question": …}</c>.</remarks>
[JsonConverter(typeof(DraftConverter))]
public sealed record Draft
{
    private readonly Sequence<(string Name, Datum Value)> fields;

    private Draft(string id, string clip, Sequence<(string Name, Datum Value)> fields) =>
        (Id, Clip, this.fields) = (id, clip, fields);

    /// <summary>Unique in its recipe; named in every event about this draft.</summary>
    public string Id { get; }

    /// <summary>The clip's name, as <see cref="Clips"/> knows it; empty for a draft without a clip.</summary>
    public string Clip { get; }

    /// <summary>Names of the fields in the order in which they were added.</summary>
    public Sequence<string> Names => [.. fields.Select(one => one.Name)];

    /// <summary>A field as text; a number as its digits.</summary>
    /// <exception cref="ArgumentException">No field of this name; the message names the draft and its fields.</exception>
    public string this[string name] => $"{Value(name)}";

    public static Draft From(string id, string clip, params (string Name, string Text)[] fields) =>
        fields.Aggregate(new Draft(id, clip, []), (made, field) => made.With(field.Name, field.Text));

    public bool Has(string name) => Find(name) is not null;

    /// <summary>A field that is a number.</summary>
    public double Number(string name) => Value(name) is Datum.Number number ? number.Value : throw new ArgumentException(
        $"draft {Id}, field {name}: expected a number, got \"{Value(name)}\". Write it with a double.");

    public Draft With(string name, string text) => With(name, Datum.From(text));

    public Draft With(string name, double number) => With(name, Datum.From(number));

    /// <summary>The draft with a field set; a field of this name keeps its place.</summary>
    public Draft With(string name, Datum value) => name is "" or "id" or "clip"
        ? throw new ArgumentException(
            $"draft {Id}: expected a field name other than id, clip and nothing, got \"{name}\". Rename the field.")
        : new(Id, Clip, Has(name)
            ? [.. fields.Select(field => field.Name == name ? (name, value) : field)]
            : fields.Add((name, value)));

    public override string ToString() =>
        $"{Id} ({Clip}): {string.Join(", ", fields.Select(field => $"{field.Name} = {field.Value}"))}";

    internal IEnumerable<(string Name, Datum Value)> Fields => fields;

    private Datum? Find(string name) => fields.FirstOrDefault(field => field.Name == name).Value;

    private Datum Value(string name) => Find(name) ?? throw new ArgumentException(
        $"draft {Id}, field {name}: expected one of [{string.Join(", ", Names)}]. Add the stage that writes it.");
}
