using System.Globalization;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>What a model computes with at this moment beside its own weights.</summary>
public static class InPlace
{
    /// <summary>Parameters of adapters that are in place, by path; the scale of a low-rank update is part of its name.
    /// Empty when the model is the base model.</summary>
    public static IReadOnlyList<(string Name, Tensor Value)> Of(nn.Module root) =>
        [.. root.named_modules().Where(m => m.module is ISwappable)
            .SelectMany(m => Of(m.name, (ISwappable)m.module))];

    private static IEnumerable<(string Name, Tensor Value)> Of(string path, ISwappable layer)
    {
        var own = layer.Own.Select(o => o.Parameter).ToArray();
        return layer.Used.Where(used => !own.Any(o => ReferenceEquals(o, used)))
            .Select((p, i) => (string.Create(CultureInfo.InvariantCulture, $"{path} {i}{Scale(layer)}"), (Tensor)p));
    }

    private static string Scale(ISwappable layer) => layer is Projection { Adapter: { } adapter }
        ? string.Create(CultureInfo.InvariantCulture, $" × {adapter.Scale:R}") : "";
}
