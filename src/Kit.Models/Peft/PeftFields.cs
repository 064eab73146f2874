using System.Diagnostics;
using System.Text.Json;
using Kit.Torch.Layers;

namespace Kit.Models.Peft;

/// <summary>The fields of <c>adapter_config.json</c> that make a <see cref="Lora"/>, both ways.</summary>
/// <remarks>PEFT's names and meanings. Read: peft_type, r, lora_alpha, lora_dropout, target_modules, use_rslora,
/// rank_pattern, alpha_pattern, modules_to_save. What would change the mathematics and is not done here is refused by
/// name: DoRA, trained biases, transposed weights, chosen layers, initialisations that change the base weights.
/// </remarks>
internal sealed class PeftFields(IReadOnlyDictionary<string, JsonElement> fields, List<string> faults)
{
    private const int MaxRank = 1 << 16;

    private static readonly string[] Off = ["use_dora", "fan_in_fan_out", "lora_bias", "use_qalora"];

    private static readonly string[] Empty =
    [
        "layers_to_transform", "layers_pattern", "layer_replication", "exclude_modules", "trainable_token_indices",
        "target_parameters", "alora_invocation_tokens", "megatron_config", "loftq_config", "corda_config", "eva_config",
    ];

    public static IEnumerable<PeftField> From(Lora lora) =>
    [
        new("r", Json(lora.Rank), "8"), new("lora_alpha", Json(lora.Alpha), "8"),
        new("lora_dropout", Json(lora.Dropout), "0"), new("target_modules", Json(lora.Targets), "null"),
        new("use_rslora", Json(lora.Scaling == Scaling.ByRootOfRank), "false"),
        new("rank_pattern", Json(lora.RankPattern), "{}"), new("alpha_pattern", Json(lora.AlphaPattern), "{}"),
        new("modules_to_save", lora.ModulesToSave.Count == 0 ? "null" : Json(lora.ModulesToSave.ToArray()), "null"),
    ];

    public Lora Read()
    {
        Require("peft_type", v => v.ValueKind == JsonValueKind.String && v.GetString() == "LORA", "LORA");
        Limit("bias", v => v.ValueKind == JsonValueKind.String && v.GetString() == "none", "none");
        Limit("init_lora_weights", v => v.ValueKind is JsonValueKind.True or JsonValueKind.False
            || (v.ValueKind == JsonValueKind.String && v.GetString() == "gaussian"), "true, false or gaussian");
        foreach (var name in Off) Limit(name, v => v.ValueKind is JsonValueKind.False or JsonValueKind.Null, "false");
        foreach (var name in Empty) Limit(name, PeftField.IsEmpty, "nothing");
        return new Lora(
            (int)Number("r", 8, IsRank, $"a whole number from 1 to {MaxRank}"),
            Number("lora_alpha", 8, double.IsFinite, "a number"), ReadTargets(),
            Number("lora_dropout", 0, n => n is >= 0 and < 1, "a share below 1"),
            Flag("use_rslora") ? Scaling.ByRootOfRank : Scaling.ByRank)
        {
            RankPattern = Pattern("rank_pattern", IsRank),
            AlphaPattern = Pattern("alpha_pattern", double.IsFinite),
            ModulesToSave = Names("modules_to_save"),
        };
    }

    private Targets ReadTargets() => fields.GetValueOrDefault("target_modules") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() == "all-linear"
            ? new Targets.AllLinear() : new Targets.Matching(text.GetString()!),
        { ValueKind: JsonValueKind.Array } => new Targets.Named(Names("target_modules")),
        var other => Fault<Targets>("target_modules", "names or a regular expression", other, new Targets.Named([])),
    };

    private Sequence<string> Names(string name)
    {
        if (!fields.TryGetValue(name, out var value) || PeftField.IsEmpty(value)) return [];
        return value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(v => v.GetString()!)]
            : Fault<Sequence<string>>(name, "a list of names", value, []);
    }

    private Sequence<LayerValue> Pattern(string name, Func<double, bool> fits)
    {
        if (!fields.TryGetValue(name, out var value) || PeftField.IsEmpty(value)) return [];
        return value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().All(p => IsNumber(p.Value) && fits(p.Value.GetDouble()))
            ? [.. value.EnumerateObject().Select(p => new LayerValue(p.Name, p.Value.GetDouble()))]
            : Fault<Sequence<LayerValue>>(name, "numbers that fit, by pattern", value, []);
    }

    private double Number(string name, double otherwise, Func<double, bool> fits, string expected)
    {
        if (!fields.TryGetValue(name, out var value)) return otherwise;
        return IsNumber(value) && fits(value.GetDouble()) ? value.GetDouble() : Fault(name, expected, value, otherwise);
    }

    private bool Flag(string name)
    {
        Limit(name, v => v.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false");
        return fields.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.True;
    }

    private void Require(string name, Func<JsonElement, bool> fits, string expected)
    {
        if (fields.ContainsKey(name)) Limit(name, fits, expected);
        else faults.Add($"no {name}");
    }

    private void Limit(string name, Func<JsonElement, bool> fits, string expected)
    {
        if (fields.TryGetValue(name, out var value) && !fits(value)) Fault(name, expected, value, 0);
    }

    private T Fault<T>(string name, string expected, JsonElement got, T otherwise)
    {
        var text = got.ValueKind == JsonValueKind.Undefined ? "nothing" : got.GetRawText();
        faults.Add($"{name} {text[..Math.Min(text.Length, 60)]} where {expected} was due");
        return otherwise;
    }

    private static bool IsRank(double number) => number is >= 1 and <= MaxRank && number == Math.Floor(number);

    private static bool IsNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble());

    private static string Json(Targets targets) => targets switch
    {
        Targets.Named named => Json(named.Ends.ToArray()),
        Targets.Matching matching => Json(matching.Pattern),
        Targets.AllLinear => "\"all-linear\"",
        _ => throw new UnreachableException(),
    };

    private static string Json(Sequence<LayerValue> pattern) =>
        Json(pattern.ToDictionary(p => p.Pattern, p => p.Value));

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
