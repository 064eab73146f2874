using Kit.Data.Storage;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Peft;

/// <summary>Adapters with the configuration of their folder: <c>adapter_config.json</c> and
/// <c>adapter_model.safetensors</c>, as PEFT reads and writes them.</summary>
/// <param name="Adapters">On a model; in place or not.</param>
/// <param name="Config">What stands beside the weights.</param>
public sealed record PeftAdapter(Adapters Adapters, PeftConfig Config) : IDisposable
{
    private const string WeightsName = "adapter_model.safetensors", Prefix = "base_model.model.";

    /// <summary>Adapters that were made here.</summary>
    public static PeftAdapter From(Adapters adapters) => new(adapters, PeftConfig.From(adapters.Lora));

    /// <summary>Reads an adapter's folder onto a model; the adapters are not yet in place.</summary>
    /// <param name="folder">As PEFT saves it.</param>
    /// <param name="root">The whole model: paths in the file start below it.</param>
    /// <param name="name">What the adapters are called beside others.</param>
    /// <exception cref="InvalidDataException">The configuration asks for what is not done here, or names, shapes, types
    /// or values of the weights do not fit; all faults at once.</exception>
    public static PeftAdapter Load(string folder, nn.Module root, string name = "default")
    {
        var config = PeftConfig.Read(Path.Combine(folder, PeftConfig.FileName));
        var path = Path.Combine(folder, WeightsName);
        using var file = SafetensorsFile.Open(path);
        Check(path, Faults(file, config.Lora.Shapes(root)));
        var adapters = config.Lora.Create(root, seed: 0, name);
        using var still = no_grad();
        foreach (var (own, parameter) in adapters.Named) StoredTensor.Read(file, Prefix + own, parameter);
        var odd = adapters.Named.Where(n => !n.Parameter.isfinite().all().item<bool>()).Select(n => n.Name).ToArray();
        if (odd.Length > 0) adapters.Dispose();
        Check(path, odd.Select(n => $"{n} holds a value that is not finite"));
        return new(adapters, config);
    }

    /// <summary>Writes the folder; a reader finds the old adapter, none, or this one.</summary>
    public void Save(string folder) => AtomicFolder.Write(folder,
        [
            (WeightsName, Safetensors.Writer(Adapters.Named.Select(n => StoredTensor.Source(Prefix + n.Name, n.Parameter)), [])),
            (PeftConfig.FileName, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Config.ToJson()))),
        ],
        stale: _ => false);

    public void Dispose() => Adapters.Dispose();

    private static IEnumerable<string> Faults(SafetensorsFile file, IReadOnlyList<(string Name, Sequence<long> Shape)> due)
    {
        var names = due.Select(d => Prefix + d.Name).ToHashSet();
        return due.Where(d => !file.Contains(Prefix + d.Name)).Select(d => $"{Prefix}{d.Name} is missing")
            .Concat(file.Entries.Where(e => !names.Contains(e.Name)).Select(e => $"{e.Name} is unknown"))
            .Concat(due.Where(d => file.Contains(Prefix + d.Name) && !Fits(file[Prefix + d.Name], d.Shape))
                .Select(d => $"{file[Prefix + d.Name]} should be of a floating type and {d.Shape}"));
    }

    private static bool Fits(TensorEntry entry, Sequence<long> shape) =>
        entry.Type is TensorType.F32 or TensorType.F16 or TensorType.BF16 && entry.Shape.Equals(shape);

    private static void Check(string path, IEnumerable<string> faults)
    {
        var all = faults.ToArray();
        if (all.Length > 0)
            throw new InvalidDataException(
                $"{path}: expected the adapters of its configuration on this model, got {all.Length} differences: "
                + $"{string.Join("; ", all)}. Load it onto the model that it was trained on.");
    }
}
