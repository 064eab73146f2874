using Kit.Models.Decoder;
using static TorchSharp.torch;

namespace Kit.Models.Generation;

/// <summary>The passes of one batch through the decoder: prefixes, queries, then a token at a time.</summary>
internal sealed class Batch
{
    private readonly CausalLm model;
    private readonly IReadOnlyList<Prompt> prefixes;
    private readonly Tensor visual;
    private readonly IReadOnlyList<Query> queries;
    private readonly int limit;
    private readonly LayerCache[] caches;
    private Columns columns;

    public Batch(CausalLm model, IReadOnlyList<Prompt> prefixes, Tensor visual, IReadOnlyList<Query> queries, int limit)
    {
        (this.model, this.prefixes, this.visual, this.queries, this.limit) = (model, prefixes, visual, queries, limit);
        columns = Grid(samples: 1);
        caches = [.. Enumerable.Range(0, model.Config.Layers).Select(_ => new LayerCache(columns.Capacity))];
    }

    private Device Device => model.Place.Device;

    /// <summary>Runs prefixes and queries; the state before the first token of every row, [Q·samples, D].</summary>
    public Tensor Start(int samples)
    {
        RunPrefixes();
        Repeat([.. queries.Select(q => (long)q.Clip)]);
        var ids = Left([.. queries.Select(q => q.Ids)], columns.Query);
        var hidden = model.Continue(model.Embed(ids), columns.Queries(caches));
        var last = hidden.select(1, columns.Query - 1);
        if (samples == 1) return last;
        long[] rows = [.. queries.SelectMany((_, i) => Enumerable.Repeat((long)i, samples))];
        Repeat(rows);
        columns = Grid(samples);
        return last.index_select(0, tensor(rows, device: Device));
    }

    /// <summary>The state behind one more token each: int64 [R, 1] → [R, D].</summary>
    public Tensor Token(Tensor ids, int step) =>
        model.Continue(model.Embed(ids), columns.Token(step, caches)).select(1, 0);

    /// <summary>Which tokens stand in every row's prompt, visual places apart: [R, V], bool.</summary>
    public Tensor Seen()
    {
        var seen = zeros([columns.Rows, model.Config.VocabularySize], dtype: ScalarType.Bool, device: Device);
        var samples = columns.Rows / queries.Count;
        for (var row = 0; row < columns.Rows; row++)
        {
            var query = queries[row / samples];
            var prefix = prefixes[query.Clip];
            var visual = prefix.Visual.ToHashSet();
            var text = prefix.Ids.Where((_, i) => !visual.Contains(i)).Concat(query.Ids);
            long[] ids = [.. text.Distinct().Select(i => (long)i)];
            seen[row].index_fill_(0, tensor(ids, device: Device), true);
        }

        return seen;
    }

    private void RunPrefixes()
    {
        var width = prefixes.Max(p => p.Ids.Count);
        if (width == 0) return;
        var text = model.Embed(Left([.. prefixes.Select(p => p.Ids)], width));                 // [C, P, D]
        long[] places = [.. prefixes.SelectMany(
            (p, c) => p.Visual.Select(v => (long)(c + 1) * width - p.Ids.Count + v))];
        if (places.Length != visual.shape[0])
            throw new ArgumentException(
                $"visual tokens: expected [M, D] with M = {places.Length} places in the prompts, got M = "
                + $"{visual.shape[0]}. Expand the placeholders of the clips that the features come from.");
        var embedded = places.Length == 0 ? text : text.flatten(0, 1)
            .index_copy(0, tensor(places, device: Device), visual.to(text.dtype)).view(text.shape);
        model.Continue(embedded, Columns.Prefixes(prefixes, model.Place.Dtype, Device, caches));
    }

    private void Repeat(long[] rows)
    {
        using var index = tensor(rows, device: Device);
        foreach (var cache in caches) cache.Repeat(index);
    }

    /// <summary>Ids padded on the left with 0: [N, width], int64.</summary>
    private Tensor Left(IReadOnlyList<IReadOnlyList<int>> rows, int width) => tensor(
        rows.SelectMany(r => Enumerable.Repeat(0L, width - r.Count).Concat(r.Select(i => (long)i))).ToArray(),
        [rows.Count, width], device: Device);

    private Columns Grid(int samples) => new(
        [.. queries.SelectMany(q => Enumerable.Repeat((prefixes[q.Clip], q.Ids), samples))],
        prefixes.Max(p => p.Ids.Count), limit, model.Place.Dtype, Device);
}
