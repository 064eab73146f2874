using System.Text.Json;

namespace Kit.Data.Storage;

/// <summary>Writes the weights of a model as Hugging Face's checkpoint folders hold them.</summary>
/// <remarks><c>model.safetensors</c> when all fit into one shard; else <c>model-00001-of-0000N.safetensors</c>, … and
/// <c>model.safetensors.index.json</c>, which names every tensor's shard and is written last. Tensors are taken in
/// their order and stream from where they are; none is held twice. A tensor above the limit has a shard of its
/// own.</remarks>
public static class ShardedSafetensors
{
    /// <summary>5 GB, what most published checkpoints use.</summary>
    public const long DefaultShard = 5_000_000_000;

    private const string Single = "model.safetensors", Index = "model.safetensors.index.json";

    /// <param name="folder">Made if it is not there; weights of an earlier save are replaced, other files stay.</param>
    /// <param name="tensors">Distinct names.</param>
    /// <param name="shardBytes">Most bytes of data in a shard.</param>
    public static void Write(string folder, IEnumerable<TensorSource> tensors, long shardBytes = DefaultShard) =>
        Write(folder, tensors, [], shardBytes);

    /// <param name="folder">Made if it is not there; weights of an earlier save are replaced.</param>
    /// <param name="tensors">Distinct names.</param>
    /// <param name="beside">Other files that belong to the same checkpoint, such as config.json.</param>
    /// <param name="shardBytes">Most bytes of data in a shard.</param>
    public static void Write(
        string folder, IEnumerable<TensorSource> tensors, IEnumerable<(string Name, Action<Stream> Write)> beside,
        long shardBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shardBytes);
        var shards = Shards(tensors, shardBytes);
        List<(string, Action<Stream>)> files =
            [.. beside, .. shards.Select((shard, i) => (Name(i, shards.Count), Safetensors.Writer(shard, [])))];
        if (shards.Count > 1) files.Add((Index, stream => WriteIndex(stream, shards)));
        AtomicFolder.Write(folder, files, IsWeights);
    }

    private static List<List<TensorSource>> Shards(IEnumerable<TensorSource> tensors, long limit)
    {
        var (shards, room, names) = (new List<List<TensorSource>> { new() }, limit, new HashSet<string>());
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name)) throw Safetensors.Taken(tensor);
            if (tensor.Length > room && shards[^1].Count > 0) (room, shards) = (limit, [.. shards, []]);
            shards[^1].Add(tensor);
            room -= tensor.Length;
        }

        return shards;
    }

    private static string Name(int shard, int count) => count == 1
        ? Single : FormattableString.Invariant($"model-{shard + 1:00000}-of-{count:00000}.safetensors");

    private static bool IsWeights(string name) => name is Single or Index
        || (name.StartsWith("model-", StringComparison.Ordinal)
            && name.EndsWith(".safetensors", StringComparison.Ordinal));

    private static void WriteIndex(Stream stream, List<List<TensorSource>> shards)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartObject("metadata");
        writer.WriteNumber("total_size", shards.Sum(shard => shard.Sum(t => t.Length)));
        writer.WriteEndObject();
        writer.WriteStartObject("weight_map");
        for (var i = 0; i < shards.Count; i++)
            foreach (var tensor in shards[i]) writer.WriteString(tensor.Name, Name(i, shards.Count));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
