using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Expressions;

namespace Kit.Tests.Fixtures;

/// <summary>One case of <c>losses.json</c>: a published implementation's inputs and what it answered.</summary>
public sealed class LossCase(JsonNode node)
{
    /// <summary>Every case that the folder has.</summary>
    public static IReadOnlyList<LossCase> All { get; } =
        [.. JsonNode.Parse(File.ReadAllText(FixtureFolder.File("losses.json")))!["cases"]!.AsArray()
            .Select(node => new LossCase(node!))];

    public string Name => (string)node["name"]!;

    public string Method => (string)node["hyper"]!["method"]!;

    /// <summary>Every hyper-parameter, as it was written.</summary>
    public IReadOnlyDictionary<string, object?> Hypers => node["hyper"].Deserialize<Dictionary<string, object?>>()!
        .ToDictionary(one => one.Key, one =>
            one.Value is JsonElement { ValueKind: JsonValueKind.String } text ? text.GetString() : one.Value);

    public double Number(string name) => (double?)node["hyper"]![name]
        ?? throw new InvalidDataException($"{Name}: expected hyper.{name}, got nothing. Add it to the case.");

    public double Loss => (double)node["expected"]!["loss"]!;

    public Grid Losses => Row("losses");

    public Grid ChosenRewards => Row("chosenRewards");

    public Grid RejectedRewards => Row("rejectedRewards");

    /// <summary>Whether inputs are logits over a vocabulary.</summary>
    public bool IsOverVocabulary => node["inputs"]!["policyLogits"] is not null;

    /// <summary>The evidence, from log-probabilities or by a managed log-softmax from logits; running means as after
    /// their first batch, this one.</summary>
    public IReadOnlyDictionary<Evidence, Grid> Evidence
    {
        get
        {
            if (IsOverVocabulary) return Vocabulary.Evidence;
            var evidence = Given;
            foreach (var one in Papers.Bco.Statistics) evidence[one.Evidence] = Grid.From(one.Initial);
            var next = Interpreter.Apply(Papers.Bco.Statistics.Select(one => one.Next), evidence);
            foreach (var (one, grid) in Papers.Bco.Statistics.Zip(next)) evidence[one.Evidence] = grid;
            return evidence;
        }
    }

    private Dictionary<Evidence, Grid> Given => new()
        {
            [Quantity.PolicyLogp.At(Slot.Chosen)] = Input("policyChosen"),
            [Quantity.PolicyLogp.At(Slot.Rejected)] = Input("policyRejected"),
            [Quantity.ReferenceLogp.At(Slot.Chosen)] = Input("referenceChosen"),
            [Quantity.ReferenceLogp.At(Slot.Rejected)] = Input("referenceRejected"),
            [Quantity.Mask.At(Slot.Chosen)] = Input("chosenMask"),
            [Quantity.Mask.At(Slot.Rejected)] = Input("rejectedMask"),
        };

    /// <summary>Largest difference between expected gradients and those that follow from d loss / d evidence.</summary>
    public double GradientError(Func<Evidence, Grid> credit) => IsOverVocabulary
        ? Distance(Flat(Expected("policyLogits")), Vocabulary.LogitGradient(credit))
        : Math.Max(
            Distance(Flat(Expected("policyChosen")), credit(Quantity.PolicyLogp.At(Slot.Chosen)).Values),
            Distance(Flat(Expected("policyRejected")), credit(Quantity.PolicyLogp.At(Slot.Rejected)).Values));

    public override string ToString() => Name;

    private LogitInputs Vocabulary => new(
        node["inputs"]!["policyLogits"].Deserialize<double[][][]>()!,
        node["inputs"]!["referenceLogits"].Deserialize<double[][][]>()!,
        node["inputs"]!["labels"].Deserialize<int[][]>()!,
        node["inputs"]!["phrases"].Deserialize<int[][]>());

    private static double Distance(IEnumerable<double> expected, IEnumerable<double> actual) =>
        expected.Count() == actual.Count()
            ? expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max()
            : double.PositiveInfinity;

    private JsonNode Expected(string name) => node["expected"]!["gradients"]![name]!;

    private Grid Row(string name) => Grid.From(node["expected"]![name].Deserialize<double[]>()!);

    private Grid Input(string name) => Grid.From(node["inputs"]![name].Deserialize<double[][]>()!);

    private static IEnumerable<double> Flat(JsonNode array) =>
        array is JsonArray items ? items.SelectMany(item => Flat(item!)) : [(double)array];
}
