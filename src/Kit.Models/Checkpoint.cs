using Kit.Data.Storage;
using Kit.Models.Checkpoints;
using Kit.Models.Families;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Weights of a module as safetensors, by the names of its state dict.</summary>
public static class Checkpoint
{
    /// <summary>Writes every parameter and buffer; the file appears whole or not at all.</summary>
    public static void Save(nn.Module module, string path) =>
        Safetensors.Write(path, module.state_dict().Select(w => Source(w.Key, w.Value, w.Value.dtype)));

    /// <summary>Writes named tensors of any owner, such as an optimiser's moments.</summary>
    public static void Save(IReadOnlyDictionary<string, Tensor> tensors, string path) =>
        Safetensors.Write(path, tensors.Select(t => Source(t.Key, t.Value, t.Value.dtype)));

    /// <summary>Writes a folder as Hugging Face's readers expect it: shards with their index, or one file.</summary>
    /// <remarks>Tensors stream from where they are, one at a time. An interrupted save leaves the old weights, or a
    /// folder that is refused, never a mixture.</remarks>
    /// <param name="module">Its state dict bears the names; a video model is written under its family's.</param>
    /// <param name="folder">Made if it is not there; earlier weights in it are replaced.</param>
    /// <param name="original">A checkpoint whose other files (configuration, tokenizer, processor) are copied; null for
    /// weights alone.</param>
    /// <param name="type">Floating type in the files; null for the weights' own.</param>
    /// <param name="shardBytes">Most bytes of data in a shard.</param>
    public static void SaveFolder(
        nn.Module module, string folder, string? original = null, ScalarType? type = null,
        long shardBytes = ShardedSafetensors.DefaultShard) =>
        ShardedSafetensors.Write(
            folder, module.state_dict().Select(w => Source(NameInFile(module, w.Key), w.Value, Stored(w.Value, type))),
            original is null ? [] : Companions(original), shardBytes);

    /// <summary>Reads all weights into the module, in place.</summary>
    /// <param name="module">Where they go; floating types are converted to its own.</param>
    /// <param name="path">A safetensors file, or a folder with one or with shards and their index.</param>
    /// <exception cref="InvalidDataException">Names, shapes or types differ; all differences are listed at once. Or a
    /// weight is not finite; it is named.</exception>
    public static void Load(nn.Module module, string path) => Load(module.GetName(), module.state_dict(), path);

    /// <summary>Reads named tensors, in place.</summary>
    /// <param name="owner">Whose they are, for messages.</param>
    /// <param name="tensors">Where they go, by the file's names.</param>
    /// <param name="path">As <see cref="Save(IReadOnlyDictionary{string, Tensor}, string)"/> wrote it.</param>
    /// <exception cref="InvalidDataException">Names, shapes or types differ, or a value is not finite.</exception>
    public static void Load(string owner, IReadOnlyDictionary<string, Tensor> tensors, string path)
    {
        using var source = WeightSource.Open(path, WeightNames.AsTheyAre);
        var fit = WeightFit.Of(owner, tensors, [source]);
        fit.Check();
        fit.Fill();
    }

    /// <summary>Gives one module the weights of another of the same configuration.</summary>
    public static void Copy(nn.Module from, nn.Module to)
    {
        using var still = no_grad();
        var weights = from.state_dict();
        foreach (var (name, weight) in to.state_dict()) weight.copy_(weights[name]);
    }

    /// <summary>Makes a module and reads its weights straight into it. Everything is compared before a byte is
    /// allocated: the module is first made on the device <c>meta</c>, where tensors have shapes and no
    /// memory.</summary>
    internal static T Load<T>(IReadOnlyList<WeightSource> sources, Placement place, Func<Placement, T> make)
        where T : nn.Module
    {
        using (var shapes = make(place with { Device = META })) WeightFit.Of(shapes, sources).Check();
        var module = make(place);
        try
        {
            WeightFit.Of(module, sources).Fill();
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <summary>The same from one folder whose names are the module's.</summary>
    internal static T Load<T>(string path, Placement place, Func<Placement, T> make) where T : nn.Module
    {
        using var source = WeightSource.Open(path, WeightNames.AsTheyAre);
        return Load([source], place, make);
    }

    /// <summary>A tensor on its way into a file, converted and brought to the host when its turn comes.</summary>
    internal static TensorSource Source(string name, Tensor weight, ScalarType type) =>
        new(name, ElementType.Of(type), [.. weight.shape], stream =>
        {
            using var scope = NewDisposeScope();
            weight.detach().to(type).cpu().contiguous().WriteBytesToStream(stream, 1 << 20);
        });

    private static string NameInFile(nn.Module module, string name) =>
        module is VideoModel model ? model.NameInFile(name) : name;

    private static ScalarType Stored(Tensor weight, ScalarType? type) =>
        type is { } floating && ElementType.IsFloating(weight.dtype) ? floating : weight.dtype;

    /// <summary>What stands in a checkpoint's folder beside the weights: JSON and text.</summary>
    private static IEnumerable<(string Name, Action<Stream> Write)> Companions(string folder) =>
        Directory.EnumerateFiles(folder).Select(f => (Path: f, Name: Path.GetFileName(f)))
            .Where(f => Path.GetExtension(f.Name) is ".json" or ".jinja" or ".txt" or ".model"
                && !f.Name.EndsWith(".index.json", StringComparison.Ordinal))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => (f.Name, (Action<Stream>)(stream =>
            {
                using var file = File.OpenRead(f.Path);
                file.CopyTo(stream);
            })));
}
