using System.Text;
using System.Text.Json.Nodes;
using Kit.Data.Storage;

namespace Kit.Models.Tests.Checkpoints;

/// <summary>A folder with a small Qwen2 checkpoint that tests then spoil; gone when the test ends.</summary>
internal sealed class Spoilt : IDisposable
{
    private const string Config = """
        {
          "architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "vocab_size": 11, "hidden_size": 8,
          "intermediate_size": 12, "num_hidden_layers": 1, "num_attention_heads": 2, "num_key_value_heads": 1,
          "rms_norm_eps": 1e-06, "rope_theta": 10000.0, "max_position_embeddings": 64, "tie_word_embeddings": false
        }
        """;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kit-weights-");

    public Spoilt()
    {
        Configure(_ => { });
        using var model = Model();
        Checkpoint.Save(model, this["model.safetensors"]);
    }

    public string Folder => root.FullName;

    public string this[string name] => Path.Combine(Folder, name);

    private static CausalLm Model() => new(
        new DecoderConfig(11, HiddenSize: 8, Layers: 1, Heads: 2, KeyValueHeads: 1, IntermediateSize: 12),
        new Kit.Torch.Layers.Initial.Normal(0.3), Kit.Torch.Placement.Cpu);

    /// <summary>Writes config.json with changes.</summary>
    public void Configure(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Config)!.AsObject();
        change(json);
        File.WriteAllText(this["config.json"], json.ToJsonString());
    }

    /// <summary>The weights as they are in the folder.</summary>
    public IReadOnlyList<TensorSource> Tensors()
    {
        using var file = SafetensorsFile.Open(this["model.safetensors"]);
        return [.. file.Entries.Select(e => TensorSource.From(e.Name, e.Type, e.Shape, file.Read(e.Name)))];
    }

    /// <summary>Replaces the one file by shards of a weight or more each, and the index that names them.</summary>
    public void Shard(Func<string, string> shardOf, Func<string, string>? indexed = null)
    {
        var tensors = Tensors();
        File.Delete(this["model.safetensors"]);
        foreach (var shard in tensors.GroupBy(t => shardOf(t.Name))) Safetensors.Write(this[shard.Key], shard);
        var map = new JsonObject(tensors.Select(t =>
            KeyValuePair.Create(t.Name, (JsonNode?)(indexed ?? shardOf)(t.Name))));
        File.WriteAllText(this["model.safetensors.index.json"], new JsonObject
        {
            ["metadata"] = new JsonObject { ["total_size"] = 1 }, ["weight_map"] = map,
        }.ToJsonString());
    }

    /// <summary>Overwrites the weights by a header and some bytes.</summary>
    public void Header(string json, int data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        File.WriteAllBytes(
            this["model.safetensors"], [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[data]]);
    }

    public void Dispose() => root.Delete(recursive: true);
}
