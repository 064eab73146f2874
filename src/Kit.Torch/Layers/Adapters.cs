using TorchSharp.Modules;

namespace Kit.Torch.Layers;

/// <summary>Adapters in place on a model; disposing takes them off, and the model is the base model again.</summary>
public sealed class Adapters : IDisposable
{
    private readonly IReadOnlyList<(string Name, Projection Target, Adapter Adapter)> attached;

    internal Adapters(IReadOnlyList<(string Name, Projection Target, Adapter Adapter)> attached)
    {
        this.attached = attached;
        foreach (var (_, target, adapter) in attached) target.Attach(adapter);
    }

    /// <summary>The trainable parameters by PEFT's names: <c>….lora_A.weight</c> [r, in], <c>….lora_B.weight</c> [out,
    /// r].</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Named => attached.SelectMany(a => new[]
    {
        ($"{a.Name}.lora_A.weight", a.Adapter.A), ($"{a.Name}.lora_B.weight", a.Adapter.B),
    });

    public IEnumerable<Parameter> Parameters => Named.Select(n => n.Parameter);

    public void Dispose()
    {
        foreach (var (_, target, adapter) in attached)
        {
            target.Detach();
            adapter.A.Dispose();
            adapter.B.Dispose();
        }
    }
}
