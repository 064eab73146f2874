using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>The graph node of <see cref="TiledAttention"/>: q [H, U, d], k, v [K, T, d] and a tiling in, [U, H·d]
/// out.</summary>
internal sealed class TiledFunction : autograd.SingleTensorFunction<TiledFunction>
{
    public override string Name => nameof(TiledFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (q, k, v) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2]);
        var tiling = (TiledAttention.Tiling)vars[3];
        var (h, u, d) = (q.shape[0], q.shape[1], q.shape[2]);
        var mixed = q.new_empty([u, h * d]);
        ctx.save_for_backward([q, k, v, mixed.detach()]);
        ctx.save_data("tiling", tiling);
        foreach (var block in tiling.Plan.Blocks)
        {
            using var scope = NewDisposeScope();
            var side = new BlockTensors(block, k, v);
            foreach (var tile in tiling.Of(block, h))
            {
                using var inner = NewDisposeScope();
                var weights = side.Weights(tile, Group(q, tile.Queries, k.shape[0]) * (1 / Math.Sqrt(d)));
                var part = weights.bmm(side.Values(tile));                                    // [K, G·t, d]
                Rows(mixed, tile.Queries, k.shape[0], d).copy_(part.view(k.shape[0], -1, tile.Rows.Length, d));
            }
        }

        return mixed;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        var (q, k, v, mixed) = (saved[0], saved[1], saved[2], saved[3]);
        var tiling = (TiledAttention.Tiling)ctx.get_data("tiling");
        var (dq, dk, dv) = (empty_like(q), zeros_like(k), zeros_like(v));
        var given = grad_output.contiguous();
        foreach (var block in tiling.Plan.Blocks)
        {
            using var scope = NewDisposeScope();
            var side = new BlockTensors(block, k, v);
            var (keys, values) = side.Zeros();
            foreach (var tile in tiling.Of(block, q.shape[0]))
            {
                using var inner = NewDisposeScope();
                var pulled = Pull(side, tile, (q, mixed, given));
                dq.narrow(1, tile.Queries.Start, tile.Queries.Length).copy_(pulled.Queries);
                BlockTensors.Part(keys, tile).add_(pulled.Keys);
                BlockTensors.Part(values, tile).add_(pulled.Values);
            }

            side.AddTo(dk, keys);
            side.AddTo(dv, values);
        }

        return [dq, dk, dv, null!];
    }

    /// <summary>What a tile adds to the gradients of its queries, [H, t, d], keys and values, [K, n, d].</summary>
    private static (Tensor Queries, Tensor Keys, Tensor Values) Pull(
        BlockTensors side, AttentionTile tile, (Tensor Q, Tensor Mixed, Tensor Given) of)
    {
        var (heads, d) = (side.Heads, of.Q.shape[2]);
        Tensor Flat(Tensor x) => Rows(x, tile.Queries, heads, d).reshape(heads, -1, d);       // [K, G·t, d]
        var scale = 1 / Math.Sqrt(d);
        var (scaled, given) = (Group(of.Q, tile.Queries, heads) * scale, Flat(of.Given));
        var weights = side.Weights(tile, scaled);                                             // [K, G·t, n]
        var mean = (given * Flat(of.Mixed)).sum(-1, keepdim: true);                           // [K, G·t, 1]
        var ds = given.bmm(side.Values(tile).transpose(1, 2)).sub_(mean).mul_(weights);
        return ((ds.bmm(side.Keys(tile)) * scale).view(of.Q.shape[0], tile.Queries.Length, d),
            ds.transpose(1, 2).bmm(scaled), weights.transpose(1, 2).bmm(given));
    }

    /// <summary>Queries of a tile with the heads of a group end to end: [H, U, d] → [K, G·t, d].</summary>
    private static Tensor Group(Tensor q, Extent queries, long heads) =>
        q.narrow(1, queries.Start, queries.Length).reshape(heads, -1, q.shape[2]);

    /// <summary>The part of [U, H·d] that belongs to a tile, a view [K, G, t, d].</summary>
    private static Tensor Rows(Tensor mixed, Extent queries, long heads, long d) => mixed
        .narrow(0, queries.Start, queries.Length).view(queries.Length, heads, -1, d).permute(1, 2, 0, 3);
}
