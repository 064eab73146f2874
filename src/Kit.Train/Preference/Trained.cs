using System.Diagnostics;
using Kit.Models;
using Kit.Torch.Layers;
using TorchSharp.Modules;

namespace Kit.Train.Preference;

/// <summary>What a run moves.</summary>
public abstract record Trained
{
    private Trained() { }

    /// <summary>Every weight of the language model that asks for gradients.</summary>
    public static Trained Whole { get; } = new Everything();

    /// <summary>What the optimiser gets; what is not trained asks for no gradients any more.</summary>
    internal IReadOnlyList<(string Name, Parameter Parameter)> Parameters(CausalLm model) => this switch
    {
        Everything => [.. model.named_parameters().Where(p => p.parameter.requires_grad)],
        Placed placed => [.. Alone(model, placed.Adapters)],
        _ => throw new UnreachableException(),
    };

    /// <summary>Dropout of one pass, until disposed; its masks are a function of the seed and this number.</summary>
    internal IDisposable? Dropping(int pass) => (this as Placed)?.Adapters.Dropping(pass);

    private static IEnumerable<(string Name, Parameter Parameter)> Alone(CausalLm model, Adapters adapters)
    {
        if (!adapters.InPlace)
            throw new InvalidOperationException(
                $"adapters {adapters.Name}: expected them in place on the model, got them off. Place them first.");
        foreach (var weight in model.parameters()) weight.requires_grad = false;
        return adapters.Named;
    }

    private sealed record Everything : Trained;

    /// <summary>Adapters that are in place on the model; everything else stays.</summary>
    public sealed record Placed(Adapters Adapters) : Trained;
}
