using Kit.Data.Storage;
using Kit.Models.Families;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Caches;

/// <summary>What a model's results depend on: weights, adapters in place, type, and the kit's own code.</summary>
/// <remarks>Add what else the results depend on: <c>.With("template", template.Name).With("tokenizer", tokenizer.Digest)
/// .With("frames", $"{plan}")</c>.</remarks>
public static class ModelFingerprint
{
    /// <summary>Raised whenever equal weights and inputs begin to give other numbers.</summary>
    private const string Code = "1";

    /// <summary>Of everything in a module, as it stands.</summary>
    public static Fingerprint From(nn.Module module) => From(All(module), InPlace.Of(module));

    /// <summary>Of what makes visual tokens alone: language models that share a tower share its features.</summary>
    public static Fingerprint FromVision(VideoModel model) => FromVision(model, model.Language);

    /// <summary>Of what makes visual tokens alone.</summary>
    public static Fingerprint FromVision(VideoLm model) => FromVision(model, model.Language);

    private static Fingerprint FromVision(nn.Module model, CausalLm language) => From(
        Without(All(model), All(language)), Without(InPlace.Of(model), InPlace.Of(language)));

    private static Fingerprint From(
        IReadOnlyList<(string Name, Tensor Value)> weights, IReadOnlyList<(string Name, Tensor Value)> adapters)
    {
        var types = weights.Select(w => $"{w.Value.dtype}").Distinct().Order(StringComparer.Ordinal);
        return Fingerprint.From(
            ("weights", Digest(weights)), ("adapters", adapters.Count == 0 ? "none" : Digest(adapters)),
            ("dtype", string.Join(", ", types)), ("code", Code));
    }

    private static (string Name, Tensor Value)[] All(nn.Module module) =>
        [.. module.state_dict().Select(w => (w.Key, w.Value))];

    /// <summary>By the tensors themselves: families register the language model's parts under names of their own.
    /// </summary>
    private static (string Name, Tensor Value)[] Without(
        IEnumerable<(string Name, Tensor Value)> all, IEnumerable<(string Name, Tensor Value)> some)
    {
        var left = some.Select(t => (object)t.Value).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. all.Where(t => !left.Contains(t.Value))];
    }

    private static string Digest(IEnumerable<(string Name, Tensor Value)> tensors) =>
        TensorDigest.From(tensors.Select(t => StoredTensor.Source(t.Name, t.Value)));
}
