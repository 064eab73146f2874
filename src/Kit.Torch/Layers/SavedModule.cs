using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>A module trained whole beside adapters: PEFT's <c>modules_to_save</c>. The base model keeps its weights,
/// and the copy is used while the adapters are in place.</summary>
internal sealed class SavedModule
{
    private readonly ISwappable module;
    private readonly Parameter[] copies;

    public SavedModule(string path, nn.Module module)
    {
        (Path, this.module) = (path, (ISwappable)module);
        copies = [.. this.module.Own.Select(p => new Parameter(p.Parameter.detach().clone()))];
    }

    public string Path { get; }

    public IEnumerable<(string Name, Parameter Parameter)> Named =>
        module.Own.Zip(copies, (own, copy) => ($"{Path}.{own.Name}", copy));

    /// <summary>What merging does: the copy's values in the place of the module's own.</summary>
    public IEnumerable<(Parameter Own, Func<Tensor> New)> Updates =>
        module.Own.Zip(copies, (own, copy) => (own.Parameter, (Func<Tensor>)(() => copy)));

    public void Place() => module.Use(copies);

    public void Remove() => module.Use(null);
}
