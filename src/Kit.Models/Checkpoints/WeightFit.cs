using Kit.Data.Storage;
using static TorchSharp.torch;

namespace Kit.Models.Checkpoints;

/// <summary>A module's weights beside those of a checkpoint: what differs, and the reading itself.</summary>
internal sealed class WeightFit
{
    private const int MostFaults = 200, Slice = 1 << 24;

    private readonly string name;
    private readonly string path;
    private readonly IReadOnlyDictionary<string, Tensor> state;
    private readonly IReadOnlyDictionary<string, Found> entries;

    private WeightFit(
        string name, IReadOnlyDictionary<string, Tensor> state, IReadOnlyList<WeightSource> sources,
        IReadOnlyDictionary<string, Found> entries) =>
        (this.name, path, this.state, this.entries) =
            (name, string.Join(" and ", sources.Select(s => s.Weights.Path)), state, entries);

    /// <param name="module">Whose weights are wanted.</param>
    /// <param name="sources">Where they are; of a source with a prefix, what the module does not want is left
    /// alone.</param>
    /// <exception cref="InvalidDataException">Two names mean one weight.</exception>
    public static WeightFit Of(nn.Module module, IReadOnlyList<WeightSource> sources) =>
        Of(module.GetName(), module.state_dict(), sources);

    /// <summary>The same for named tensors.</summary>
    public static WeightFit Of(
        string name, IReadOnlyDictionary<string, Tensor> wanted, IReadOnlyList<WeightSource> sources)
    {
        var groups = sources.SelectMany(s => s.Offers.Where(o => s.Prefix.Length == 0 || wanted.ContainsKey(o.Name)),
            (s, o) => (o.Name, Found: new Found(s.Weights, o.Entry))).ToLookup(x => x.Name, x => x.Found);
        if (groups.FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InvalidDataException(
                $"{twice.First().Weights.Path}: expected one tensor for {twice.Key}, got "
                + $"{string.Join(" and ", twice.Select(f => f.Entry.Name))}. Keep one of them.");
        return new WeightFit(name, wanted, sources, groups.ToDictionary(g => g.Key, g => g.Single()));
    }

    /// <exception cref="InvalidDataException">Names, shapes or types differ; all are listed.</exception>
    public void Check()
    {
        var faults = Faults().ToArray();
        if (faults.Length == 0) return;
        var more = faults.Length > MostFaults ? $"; and {faults.Length - MostFaults} more" : "";
        throw new InvalidDataException(
            $"{path}: expected the weights of {name}, got {faults.Length} differences: "
            + $"{string.Join("; ", faults.Take(MostFaults))}{more}. Load the checkpoint into the model that it was "
            + "saved from.");
    }

    /// <summary>Reads every weight, a slice at a time: file → slice → its place, type and device.</summary>
    /// <exception cref="InvalidDataException">A weight is not finite.</exception>
    public void Fill()
    {
        using var still = no_grad();
        foreach (var (key, weight) in state) Fill(entries[key], weight);
    }

    private IEnumerable<string> Faults() =>
        state.Keys.Where(k => !entries.ContainsKey(k)).Select(k => $"{k} is missing")
            .Concat(entries.Where(e => !state.ContainsKey(e.Key) && !IsTiedCopy(e.Key))
                .Select(e => $"{e.Value.Entry} is unknown"))
            .Concat(state.Where(w => entries.TryGetValue(w.Key, out var entry) && Differs(entry.Entry, w.Value))
                .Select(w => $"{entries[w.Key].Entry} should be {ElementType.Of(w.Value.dtype)} "
                    + $"[{string.Join(", ", w.Value.shape)}]"));

    private static bool Differs(TensorEntry entry, Tensor weight) =>
        !ElementType.Fits(entry.Type, weight.dtype) || !entry.Shape.SequenceEqual(weight.shape);

    /// <summary>An output layer that is stored although the embedding is tied to it, equal to it.</summary>
    private bool IsTiedCopy(string key)
    {
        const string output = "lm_head.weight", input = "model.embed_tokens.weight";
        return key.EndsWith(output, StringComparison.Ordinal)
            && entries.TryGetValue(key[..^output.Length] + input, out var embedding)
            && embedding.Weights == entries[key].Weights
            && embedding.Weights.AreEqual(entries[key].Entry.Name, embedding.Entry.Name);
    }

    private static void Fill(Found found, Tensor weight)
    {
        var (weights, entry) = (found.Weights, found.Entry);
        var (type, flat) = (ElementType.In(entry.Type)!.Value, weight.view(-1));
        var (size, count) = (entry.Type.Bytes(), flat.shape[0]);
        for (long at = 0; at < count; at += Slice / size)
        {
            using var scope = NewDisposeScope();
            var part = Math.Min(Slice / size, count - at);
            var slice = empty([part], dtype: type);
            weights.CopyTo(entry.Name, at * size, slice.bytes);
            if (!Finiteness.Of(entry.Type, slice.bytes))
                throw new InvalidDataException(
                    $"{weights.FileOf(entry.Name).FilePath}, {entry}: expected finite weights, got NaN or infinity. "
                    + "Fetch the checkpoint again.");
            flat.narrow(0, at, part).copy_(slice);
        }
    }

    private sealed record Found(Weights Weights, TensorEntry Entry);
}
