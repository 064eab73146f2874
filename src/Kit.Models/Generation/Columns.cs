using Kit.Models.Decoder;
using static TorchSharp.torch;

namespace Kit.Models.Generation;

/// <summary>The columns of a batch that grows to the right: prefixes padded on the left, then queries padded on the
/// left, then one column a generated token. Knows where tokens stand and which columns are padding.</summary>
internal sealed class Columns
{
    private readonly Device device;
    private readonly ScalarType dtype;
    private readonly Tensor closed;    // [N, capacity], −10⁹ on padding, 0 elsewhere
    private readonly Tensor order;     // [N, capacity], int64, a token's place in its own sequence
    private readonly Tensor next;      // [A, N, 1], int64, the position of the first generated token

    /// <param name="rows">Every row's prefix and the ids behind it.</param>
    /// <param name="prefix">Columns of the prefixes: those of the longest, used or not.</param>
    /// <param name="generated">Columns behind the queries.</param>
    /// <param name="dtype">Of the mask.</param>
    /// <param name="device">Of all tensors.</param>
    public Columns(
        IReadOnlyList<(Prompt Prefix, IReadOnlyList<int> Ids)> rows, int prefix, int generated, ScalarType dtype,
        Device device)
    {
        (this.device, this.dtype, Rows, Prefix) = (device, dtype, rows.Count, prefix);
        Query = rows.Max(r => r.Ids.Count);
        Capacity = Prefix + Query + generated;
        var (mask, place) = (new float[Rows * Capacity], new long[Rows * Capacity]);
        for (var n = 0; n < Rows; n++)
            Fill(rows[n].Prefix.Ids.Count, rows[n].Ids.Count,
                mask.AsSpan(n * Capacity, Capacity), place.AsSpan(n * Capacity, Capacity));
        closed = tensor(mask, [Rows, Capacity], device: device).to(dtype);
        order = tensor(place, [Rows, Capacity], device: device);
        var axes = rows[0].Prefix.Positions.Count;
        next = tensor([.. rows.Select(r => (long)r.Prefix.Next + r.Ids.Count)], [1, rows.Count, 1], device: device)
            .expand(axes, rows.Count, 1);
    }

    public int Rows { get; }

    /// <summary>All columns.</summary>
    public int Capacity { get; }

    /// <summary>Columns of the prefixes.</summary>
    public int Prefix { get; }

    /// <summary>Columns of the queries.</summary>
    public int Query { get; }

    /// <summary>The pass over the queries: every token sees its prefix and the tokens before it.</summary>
    public Positions Queries(IReadOnlyList<LayerCache> caches)
    {
        var back = arange(Query, dtype: ScalarType.Int64, device: device) - Query;                  // −Q … −1
        var index = next + back.view(1, 1, Query);                                                  // [A, N, Q]
        return new Positions.Masked(
            index.clamp(min: 0), Seen(Prefix, Query), order.narrow(1, 0, Prefix + Query), caches);
    }

    /// <summary>The pass over one generated token each, <paramref name="step"/> tokens behind the query.</summary>
    public Positions Token(int step, IReadOnlyList<LayerCache> caches)
    {
        var length = Prefix + Query + step + 1;
        return new Positions.Masked(
            next + step, closed.narrow(1, 0, length).unsqueeze(1).unsqueeze(1), order.narrow(1, 0, length), caches);
    }

    /// <summary>The pass over prefixes of their own.</summary>
    public static Positions Prefixes(
        IReadOnlyList<Prompt> prefixes, ScalarType dtype, Device device, IReadOnlyList<LayerCache> caches)
    {
        var width = prefixes.Max(p => p.Ids.Count);
        var columns = new Columns([.. prefixes.Select(p => (p, (IReadOnlyList<int>)[]))], width, 0, dtype, device);
        var axes = prefixes[0].Positions.Count;
        var index = Enumerable.Range(0, axes).SelectMany(a => prefixes.SelectMany(p =>
            Enumerable.Repeat(0L, width - p.Ids.Count).Concat(p.Positions[a].Select(i => (long)i)))).ToArray();
        var positions = tensor(index, [axes, prefixes.Count, width], device: device);
        return new Positions.Masked(positions, columns.Seen(0, width), columns.order, caches);
    }

    /// <summary>Mask of <paramref name="count"/> columns behind <paramref name="before"/> others: [N, 1, count,
    /// before + count].</summary>
    private Tensor Seen(int before, int count)
    {
        var later = full([count, before + count], -1e9, dtype: dtype, device: device).triu(before + 1);
        return closed.narrow(1, 0, before + count).unsqueeze(1).unsqueeze(1).minimum(later);
    }

    private void Fill(int prefix, int query, Span<float> mask, Span<long> place)
    {
        mask[..(Prefix - prefix)].Fill(-1e9f);
        mask[Prefix..(Prefix + Query - query)].Fill(-1e9f);
        for (var t = Prefix - prefix; t < Prefix; t++) place[t] = t - (Prefix - prefix);
        for (var t = Prefix; t < place.Length; t++) place[t] = prefix + Math.Max(0, t - Prefix - (Query - query));
    }
}
