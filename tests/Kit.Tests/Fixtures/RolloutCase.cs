using System.Text.Json;
using System.Text.Json.Nodes;
using Kit.Expressions;

namespace Kit.Tests.Fixtures;

/// <summary>One case of <c>rl.json</c>: a published implementation's inputs and what it answered.</summary>
public sealed class RolloutCase(JsonNode node)
{
    /// <summary>Every case that the folder has.</summary>
    public static IReadOnlyList<RolloutCase> All { get; } =
        [.. JsonNode.Parse(File.ReadAllText(FixtureFolder.File("rl.json")))!["cases"]!.AsArray()
            .Select(node => new RolloutCase(node!))];

    public string Name => (string)node["name"]!;

    public string Method => (string)Hyper("method")!;

    /// <summary>Names of the settings, the method's aside.</summary>
    public IEnumerable<string> Settings =>
        node["hyper"]!.AsObject().Select(one => one.Key).Where(key => key != "method");

    /// <summary>Names of the inputs.</summary>
    public IEnumerable<string> Inputs => node["inputs"]!.AsObject().Select(one => one.Key);

    public JsonNode? Hyper(string name) => node["hyper"]![name];

    public string Word(string name) => (string?)Hyper(name) ?? throw Missing(name);

    public double Number(string name) => (double?)Hyper(name) ?? throw Missing(name);

    public bool Flag(string name) => (bool?)Hyper(name) ?? throw Missing(name);

    /// <summary>[B] or [B, T].</summary>
    public Grid Input(string name) => ToGrid(node["inputs"]![name] ?? throw Missing(name));

    /// <summary>One number, or a grid.</summary>
    public Grid Expected(string name) => ToGrid(node["expected"]![name] ?? throw Missing(name));

    public Grid Gradient(string name) => ToGrid(node["expected"]!["gradients"]![name] ?? throw Missing(name));

    /// <summary>What is expected, by name, gradients aside.</summary>
    public IEnumerable<string> Answers =>
        node["expected"]!.AsObject().Select(one => one.Key).Where(key => key != "gradients");

    /// <summary>What gradients are expected of.</summary>
    public IEnumerable<string> Gradients => node["expected"]!["gradients"]?.AsObject().Select(one => one.Key) ?? [];

    public override string ToString() => Name;

    private static Grid ToGrid(JsonNode value) => value switch
    {
        JsonArray { Count: > 0 } rows when rows[0] is JsonArray => Grid.From(rows.Deserialize<double[][]>()!),
        JsonArray row => Grid.From(row.Deserialize<double[]>()!),
        _ => Grid.From((double)value),
    };

    private InvalidDataException Missing(string name) =>
        new($"{Name}: expected '{name}', got none. Write it with the case.");
}
