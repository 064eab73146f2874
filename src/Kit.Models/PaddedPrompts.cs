using Kit.Models.Decoder;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Prompts of different lengths behind a shared number of visual tokens, padded on the left.</summary>
internal sealed class PaddedPrompts
{
    private readonly int visual;
    private readonly int width;
    private readonly Tensor lengths;    // [Q, 1]
    private readonly Tensor padding;    // [Q, visual + width], true on pads

    public PaddedPrompts(IReadOnlyList<Query> questions, int visual, Device device)
    {
        this.visual = visual;
        width = questions.Max(q => q.Ids.Count);
        var ids = new long[questions.Count * width];
        for (var i = 0; i < questions.Count; i++)
            for (var t = 0; t < questions[i].Ids.Count; t++)
                ids[(i + 1) * width - questions[i].Ids.Count + t] = questions[i].Ids[t];
        Ids = tensor(ids, [questions.Count, width], device: device);
        lengths = tensor(questions.Select(q => (long)q.Ids.Count).ToArray(), [questions.Count, 1], device: device);
        var order = arange(width, dtype: ScalarType.Int64, device: device).unsqueeze(0);
        var pads = order < width - lengths;
        padding = cat([zeros_like(pads).narrow(1, 0, 1).expand(questions.Count, visual), pads], dim: 1);
    }

    /// <summary>[Q, width], int64; pads are 0.</summary>
    public Tensor Ids { get; }

    /// <summary>The pass over the prompts themselves.</summary>
    public Positions First(ScalarType dtype, IReadOnlyList<LayerCache> caches)
    {
        var order = arange(width, dtype: ScalarType.Int64, device: Ids.device).unsqueeze(0);
        var index = (visual + order - (width - lengths)).clamp_min(0);                          // [Q, width]
        var causal = full([width, visual + width], -1e9, dtype: dtype, device: Ids.device).triu(visual + 1);
        return new Positions(index.unsqueeze(0), Closed(dtype, 0).unsqueeze(2) + causal, Order(0), caches);
    }

    /// <summary>The pass over one generated token each, <paramref name="step"/> tokens after the prompt.</summary>
    public Positions Later(int step, ScalarType dtype, IReadOnlyList<LayerCache> caches) =>
        new((visual + lengths + step).unsqueeze(0), Closed(dtype, step + 1).unsqueeze(2), Order(step + 1), caches);

    /// <summary>Place of every column in its sequence, [Q, L]; pads stand on their text's first place.</summary>
    private Tensor Order(int generated)
    {
        var text = arange(width + generated, dtype: ScalarType.Int64, device: Ids.device).unsqueeze(0);
        var seen = arange(visual, dtype: ScalarType.Int64, device: Ids.device).expand(lengths.shape[0], visual);
        return cat([seen, (visual + text - (width - lengths)).clamp_min(visual)], dim: 1);
    }

    /// <summary>−10⁹ on pads, 0 elsewhere, for L = visual + width + generated columns: [Q, 1, L].</summary>
    private Tensor Closed(ScalarType dtype, int generated)
    {
        var closed = zeros_like(padding, dtype: dtype).masked_fill(padding, -1e9);
        var open = zeros([padding.shape[0], generated], dtype: dtype, device: padding.device);
        return cat([closed, open], dim: 1).unsqueeze(1);
    }
}
