using Kit.Expressions;
using Kit.Models;
using Kit.Pairs;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>Pairs of one step as rows behind their clips, and the way back from scored tokens to [B, T] per
/// answer.</summary>
internal sealed class PairBatch
{
    private static readonly (Slot Slot, Func<EncodedPair, EncodedAnswer> Answer)[] Slots =
        [(Slot.Chosen, p => p.Chosen), (Slot.Rejected, p => p.Rejected)];

    private readonly IReadOnlyList<EncodedPair> pairs;
    private readonly Dictionary<Slot, Tensor> places;

    public PairBatch(IReadOnlyList<EncodedPair> pairs, Media media, Device device)
    {
        this.pairs = pairs;
        var rows = pairs.Select(p => new Row(media.Prompt(p), [.. Slots.Select(s => new Branch(s.Answer(p).Ids))]));
        Layout = Layout.From([.. rows], device);
        places = Slots.Select((s, j) => (s.Slot, Places(j))).ToDictionary(x => x.Slot, x => x.Item2);
    }

    public Layout Layout { get; }

    /// <summary>What the data alone says: masks and spans.</summary>
    public IEnumerable<KeyValuePair<Evidence, Tensor>> Given => Slots.SelectMany(s => new KeyValuePair<Evidence, Tensor>[]
    {
        new(Quantity.Mask.At(s.Slot), Grid(s.Slot, p => s.Answer(p).Mask)),
        new(Quantity.Span.At(s.Slot), Grid(s.Slot, p => s.Answer(p).SpanMask)),
    });

    /// <summary>A number per scored token, [S], as [B, T] of each answer; padding holds 0.</summary>
    public IEnumerable<KeyValuePair<Evidence, Tensor>> Spread(Quantity quantity, Tensor scored)
    {
        var padded = cat([scored, zeros([1], dtype: scored.dtype, device: scored.device)]);
        return places.Select(p => KeyValuePair.Create(
            quantity.At(p.Key), padded.index_select(0, p.Value.flatten()).view(p.Value.shape)));
    }

    /// <summary>Index of every answer token in [S], S on padding: [B, T], int64.</summary>
    private Tensor Places(int slot)
    {
        var lines = pairs.Select((_, b) => Layout.Lines[b * Slots.Length + slot]).ToArray();
        var scored = (int)Layout.Targets.shape[0];
        var width = lines.Max(l => l.End.Value - l.Start.Value);
        var index = new long[pairs.Count * width];
        Array.Fill(index, scored);
        for (var b = 0; b < lines.Length; b++)
            for (var t = lines[b].Start.Value; t < lines[b].End.Value; t++)
                index[b * width + t - lines[b].Start.Value] = t;
        return tensor(index, [pairs.Count, width], device: Layout.Targets.device);
    }

    private Tensor Grid(Slot slot, Func<EncodedPair, Sequence<int>> values)
    {
        var width = (int)places[slot].shape[1];
        var grid = new float[pairs.Count * width];
        for (var b = 0; b < pairs.Count; b++)
            for (var t = 0; t < values(pairs[b]).Count; t++) grid[b * width + t] = values(pairs[b])[t];
        return tensor(grid, [pairs.Count, width], device: places[slot].device);
    }
}
