using Kit.Data.Storage;

namespace Kit.Models.Checkpoints;

/// <summary>Some weights and what they are called in the module.</summary>
/// <param name="Weights">An open checkpoint.</param>
/// <param name="Names">From its names to the module's.</param>
/// <param name="Prefix">Only names that begin so are read; "" for all, where an unknown one is a fault.</param>
internal sealed record WeightSource(Weights Weights, WeightNames Names, string Prefix) : IDisposable
{
    public static WeightSource Open(string path, WeightNames names, string prefix = "") =>
        new(Weights.Open(path), names, prefix);

    /// <summary>An image tower's own checkpoint, of which the vision model is read; CLIP's also holds a text
    /// model.</summary>
    public static WeightSource OpenTower(string path) =>
        Open(path, new WeightNames([("vision_model.", "vision_tower.vision_model.")], []), "vision_model.");

    /// <summary>What it offers, by the module's names.</summary>
    public IEnumerable<(string Name, TensorEntry Entry)> Offers => Weights.Entries
        .Where(e => e.Name.StartsWith(Prefix, StringComparison.Ordinal) && !WeightNames.IsConstant(e.Name))
        .Select(e => (Names.InModule(e.Name), e));

    public void Dispose() => Weights.Dispose();
}
