using TorchSharp.Modules;

namespace Kit.Torch.Layers;

/// <summary>A layer that can compute with other parameters than its own for a while.</summary>
internal interface ISwappable
{
    /// <summary>The layer's own parameters, by their names in it.</summary>
    IReadOnlyList<(string Name, Parameter Parameter)> Own { get; }

    /// <summary>What it computes with now.</summary>
    IEnumerable<Parameter> Used { get; }

    /// <summary>From here on computes with these, in the order of <see cref="Own"/>; null goes back to its own.
    /// </summary>
    void Use(IReadOnlyList<Parameter>? others);
}
