using Kit.Data.Storage;
using Kit.Models.Checkpoints;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Weights of a module as safetensors, by the names of its state dict.</summary>
public static class Checkpoint
{
    /// <summary>Writes every parameter and buffer; the file appears whole or not at all.</summary>
    public static void Save(nn.Module module, string path) => Safetensors.Write(path, module.state_dict()
        .Select(w => new TensorSource(
            w.Key, ElementType.Of(w.Value.dtype), [.. w.Value.shape], stream => Write(w.Value, stream))));

    /// <summary>Reads all weights into the module, in place.</summary>
    /// <param name="module">Where they go; floating types are converted to its own.</param>
    /// <param name="path">A safetensors file, or a folder with one or with shards and their index.</param>
    /// <exception cref="InvalidDataException">Names, shapes or types differ; all differences are listed at once. Or a
    /// weight is not finite; it is named.</exception>
    public static void Load(nn.Module module, string path)
    {
        using var source = WeightSource.Open(path, WeightNames.AsTheyAre);
        var fit = WeightFit.Of(module, [source]);
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

    private static void Write(Tensor weight, Stream stream)
    {
        using var scope = NewDisposeScope();
        weight.detach().cpu().contiguous().WriteBytesToStream(stream, 1 << 20);
    }
}
