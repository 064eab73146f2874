using Kit.Data.Storage;
using Kit.Models.Checkpoints;
using Kit.Models.Families;
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

    /// <summary>Fresh adapters in place on a model, named as the code that its checkpoint comes from names
    /// them.</summary>
    /// <param name="lora">Where and how large.</param>
    /// <param name="root">The whole model.</param>
    /// <param name="seed">See <see cref="Lora.Attach"/>.</param>
    /// <param name="name">What the adapters are called beside others.</param>
    public static PeftAdapter Attach(Lora lora, nn.Module root, long seed, string name = "default") =>
        From(lora.Attach(root, seed, name, Published(root)));

    /// <summary>Reads an adapter's folder onto a model; the adapters are not yet in place.</summary>
    /// <param name="folder">As PEFT saves it.</param>
    /// <param name="root">The whole model: paths in the file start below it.</param>
    /// <param name="name">What the adapters are called beside others.</param>
    /// <exception cref="InvalidDataException">The configuration asks for what is not done here, or names, shapes, types
    /// or values of the weights do not fit; all faults at once.</exception>
    public static PeftAdapter Load(string folder, nn.Module root, string name = "default")
    {
        var config = PeftConfig.Read(Path.Combine(folder, PeftConfig.FileName));
        using var source = Open(folder);
        Check(source, config.Lora, root);
        var adapters = config.Lora.Create(root, seed: 0, name, Published(root));
        try
        {
            Fit(source, adapters.Named.ToDictionary(n => n.Name, n => (Tensor)n.Parameter)).Fill();
            return new(adapters, config);
        }
        catch
        {
            adapters.Dispose();
            throw;
        }
    }

    /// <summary>The same with another <c>base_model_name_or_path</c>.</summary>
    public PeftAdapter WithBase(string checkpoint) => this with
    {
        Config = Config with
        {
            Fields = [.. Config.Fields.Select(field => field.Name == "base_model_name_or_path"
                ? field with { Value = System.Text.Json.JsonSerializer.Serialize(checkpoint) } : field)],
        },
    };

    /// <summary>Writes the folder; a reader finds the old adapter, none, or this one.</summary>
    public void Save(string folder) => AtomicFolder.Write(folder,
        [
            (WeightsName, Safetensors.Writer(
                Adapters.Named.Select(n => Checkpoint.Source(Prefix + n.Name, n.Parameter, n.Parameter.dtype)), [])),
            (PeftConfig.FileName, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Config.ToJson()))),
        ],
        stale: _ => false);

    /// <summary>Gives these adapters, where they are, the weights of a folder that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Names, shapes, types or values do not fit.</exception>
    public void Restore(string folder)
    {
        using var source = Open(folder);
        var fit = Fit(source, Adapters.Named.ToDictionary(n => n.Name, n => (Tensor)n.Parameter));
        fit.Check();
        fit.Fill();
    }

    public void Dispose() => Adapters.Dispose();

    private static WeightSource Open(string folder) =>
        WeightSource.Open(Path.Combine(folder, WeightsName), new WeightNames([(Prefix, "")], []));

    /// <summary>A video model's modules bear one family's names, its checkpoints' those of their own code.</summary>
    private static Func<string, string>? Published(nn.Module root)
    {
        const string weight = ".weight";
        return root is VideoModel model ? path => model.NameInFile(path + weight)[..^weight.Length] : null;
    }

    /// <summary>Compares with tensors that have shapes and no memory, so that a wrong file costs nothing.</summary>
    private static void Check(WeightSource source, Lora lora, nn.Module root)
    {
        using var scope = NewDisposeScope();
        Fit(source, lora.Shapes(root, Published(root)).ToDictionary(
            s => s.Name, s => empty([.. s.Shape], dtype: ScalarType.Float32, device: META))).Check();
    }

    private static WeightFit Fit(WeightSource source, IReadOnlyDictionary<string, Tensor> state) =>
        WeightFit.Of("its adapters on this model", state, [source]);
}
