using Kit.Data.Storage;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Weights of a module as a safetensors file, by the names of its state dict.</summary>
public static class Checkpoint
{
    /// <summary>Writes every parameter and buffer; the file appears whole or not at all.</summary>
    public static void Save(nn.Module module, string path) => Safetensors.Write(path, module.state_dict()
        .Select(w => new TensorSource(
            w.Key, TypeOf(w.Key, w.Value), [.. w.Value.shape], stream => Write(w.Value, stream))));

    /// <summary>Reads all weights into the module, in place.</summary>
    /// <exception cref="InvalidDataException">Names, shapes or types differ; all differences are listed at
    /// once.</exception>
    public static void Load(nn.Module module, string path)
    {
        using var file = SafetensorsFile.Open(path);
        var state = module.state_dict();
        var faults = Faults(file, state).ToArray();
        if (faults.Length > 0)
            throw new InvalidDataException(
                $"{path}: expected the weights of {module.GetName()}, got {faults.Length} differences: "
                + $"{string.Join("; ", faults)}. Load the checkpoint into the model that it was saved from.");
        using var still = no_grad();
        foreach (var (name, weight) in state) Fill(weight, file.Read(name));
    }

    /// <summary>Gives one module the weights of another of the same configuration.</summary>
    public static void Copy(nn.Module from, nn.Module to)
    {
        using var still = no_grad();
        var weights = from.state_dict();
        foreach (var (name, weight) in to.state_dict()) weight.copy_(weights[name]);
    }

    private static IEnumerable<string> Faults(SafetensorsFile file, Dictionary<string, Tensor> state) =>
        state.Keys.Where(k => !file.Contains(k)).Select(k => $"{k} is missing")
            .Concat(file.Entries.Where(e => !state.ContainsKey(e.Name)).Select(e => $"{e.Name} is unknown"))
            .Concat(state.Where(w => file.Contains(w.Key) && Differs(file[w.Key], w.Value))
                .Select(w => $"{file[w.Key]} should be {TypeOf(w.Key, w.Value)} [{string.Join(", ", w.Value.shape)}]"));

    private static bool Differs(TensorEntry entry, Tensor weight) =>
        entry.Type != TypeOf(entry.Name, weight) || !entry.Shape.SequenceEqual(weight.shape);

    private static void Write(Tensor weight, Stream stream)
    {
        using var scope = NewDisposeScope();
        weight.detach().cpu().contiguous().WriteBytesToStream(stream, 1 << 20);
    }

    private static void Fill(Tensor weight, byte[] bytes)
    {
        using var scope = NewDisposeScope();
        var host = empty(weight.shape, dtype: weight.dtype);
        host.ReadBytesFromStream(new MemoryStream(bytes), 1 << 20);
        weight.copy_(host);
    }

    private static TensorType TypeOf(string name, Tensor weight) => weight.dtype switch
    {
        ScalarType.Float64 => TensorType.F64,
        ScalarType.Float32 => TensorType.F32,
        ScalarType.Float16 => TensorType.F16,
        ScalarType.BFloat16 => TensorType.BF16,
        ScalarType.Int64 => TensorType.I64,
        _ => throw new NotSupportedException(
            $"{name}: expected a floating type or Int64, got {weight.dtype}. Convert it before saving."),
    };
}
