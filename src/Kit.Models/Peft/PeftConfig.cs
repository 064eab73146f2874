using System.Text;
using System.Text.Json;
using Kit.Data.Storage;
using Kit.Torch.Layers;

namespace Kit.Models.Peft;

/// <summary><c>adapter_config.json</c>: the adapters that it describes, and every field as it was read.</summary>
/// <param name="Lora">What the kit reads of it.</param>
/// <param name="Fields">Name and JSON of all fields in their order; those that the kit does not know are kept.</param>
public sealed record PeftConfig(Lora Lora, Sequence<Component> Fields)
{
    /// <summary>The file's name in an adapter's folder.</summary>
    public const string FileName = "adapter_config.json";

    private const int Limit = 16 << 20;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The configuration of adapters that were made here.</summary>
    public static PeftConfig From(Lora lora) => new(lora,
    [
        new("peft_type", "\"LORA\""), new("task_type", "\"CAUSAL_LM\""), new("base_model_name_or_path", "null"),
        new("bias", "\"none\""), new("fan_in_fan_out", "false"), new("inference_mode", "true"),
        new("init_lora_weights", "true"), new("use_dora", "false"),
        .. PeftFields.From(lora).Select(f => new Component(f.Name, f.Json)),
    ]);

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="InvalidDataException">It is no LoRA configuration, or asks for what the kit does not do; all
    /// faults are listed at once.</exception>
    public static PeftConfig Read(string path)
    {
        var faults = new List<string>();
        try
        {
            if (new FileInfo(path).Length > Limit) throw new JsonException("it is too long");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Strict);
            var fields = document.RootElement.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.Clone());
            var lora = new PeftFields(fields, faults).Read();
            if (faults.Count == 0)
                return new(lora, [.. fields.Select(f => new Component(f.Key, f.Value.GetRawText()))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            faults.Add(e.Message.TrimEnd('.'));
        }

        throw new InvalidDataException(
            $"{path}: expected a LoRA configuration that the kit can follow, got {string.Join("; ", faults)}. "
            + "Train or convert the adapter without these.");
    }

    /// <summary>The file's text: fields that still say the same are kept as they were.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            foreach (var (name, json) in Current())
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(json);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private IEnumerable<Component> Current()
    {
        var known = PeftFields.From(Lora).ToDictionary(f => f.Name);
        var absent = known.Values.Where(f => !f.IsDefault && Fields.All(old => old.Name != f.Name));
        return Fields.Select(old => known.TryGetValue(old.Name, out var now) && !now.Says(old.Value)
            ? new Component(old.Name, now.Json) : old).Concat(absent.Select(f => new Component(f.Name, f.Json)));
    }
}
