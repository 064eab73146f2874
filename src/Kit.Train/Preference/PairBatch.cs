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
    private readonly Dictionary<Slot, AnswerGrid> grids;

    public PairBatch(IReadOnlyList<EncodedPair> pairs, Media media, Device device)
    {
        this.pairs = pairs;
        var rows = pairs.Select(p => new Row(media.Prompt(p), [.. Slots.Select(s => new Branch(s.Answer(p).Ids))]));
        Layout = Layout.From([.. rows], device);
        grids = Slots.Index().ToDictionary(s => s.Item.Slot, s => new AnswerGrid(
            Layout, [.. Enumerable.Range(0, pairs.Count).Select(b => b * Slots.Length + s.Index)]));
    }

    public Layout Layout { get; }

    /// <summary>What the data alone says: masks and spans.</summary>
    public IEnumerable<KeyValuePair<Evidence, Tensor>> Given =>
        Slots.SelectMany(s => new KeyValuePair<Evidence, Tensor>[]
        {
            new(Quantity.Mask.At(s.Slot), Grid(s.Slot, p => s.Answer(p).Mask)),
            new(Quantity.Span.At(s.Slot), Grid(s.Slot, p => s.Answer(p).SpanMask)),
        });

    /// <summary>A number per scored token, [S], as [B, T] of each answer; padding holds 0.</summary>
    public IEnumerable<KeyValuePair<Evidence, Tensor>> Spread(Quantity quantity, Tensor scored) =>
        grids.Select(grid => KeyValuePair.Create(quantity.At(grid.Key), grid.Value.Spread(scored)));

    private Tensor Grid(Slot slot, Func<EncodedPair, Sequence<int>> values) => grids[slot].Given(pairs.Select(values));
}
