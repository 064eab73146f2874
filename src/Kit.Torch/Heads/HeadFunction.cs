using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>Statistics of N tokens, chunked, with a hand-derived backward that recomputes.</summary>
/// <remarks>z = W h, π = softmax z; ∂L/∂z from <see cref="TokenStatistic"/>, ∂L/∂h = Wᵀ ∂L/∂z, ∂L/∂W = Σ_n ∂L/∂z hᵀ,
/// the last only when W is trained; summed over chunks in float32 at least. Inputs: hidden [N, D], W [V, D], targets
/// [N], optionally the reference's hidden [N, D_ref] and W_ref [V, D_ref], and a <see cref="HeadPass"/>.</remarks>
internal sealed class HeadFunction : autograd.MultiTensorFunction<HeadFunction>
{
    public override string Name => nameof(HeadFunction);

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var tensors = vars.OfType<Tensor>().ToList();
        var pass = vars.OfType<HeadPass>().Single();
        var values = pass.Chunks(tensors[0].shape[0]).Select(c => Values(tensors, pass, c)).ToArray();
        List<Tensor> joined = [.. pass.Statistics.Select((_, i) => Joined([.. values.Select(v => v[i])], tensors[0]))];
        ctx.save_for_backward(tensors);
        ctx.save_data("pass", pass);
        ctx.save_data("trained", tensors[1].requires_grad);
        ctx.set_materialize_grads(false);
        ctx.mark_non_differentiable([.. joined.Skip(pass.Moved)]);
        return joined;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var (saved, pass) = (ctx.get_saved_variables(), (HeadPass)ctx.get_data("pass"));
        var pulled = pass.Statistics.Take(pass.Moved).Zip(grad_outputs).Where(p => p.Second is { IsInvalid: false }).ToArray();
        var (hidden, weight) = (saved[0], saved[1]);
        var dh = empty_like(hidden);
        var dw = (bool)ctx.get_data("trained") ? zeros_like(weight, dtype: WideType.Of(weight.dtype)) : null;
        foreach (var chunk in pass.Chunks(hidden.shape[0]))
        {
            using var scope = NewDisposeScope();
            using var of = Of(saved, chunk);
            var dz = LogitGradient(of, pulled, chunk).to(hidden.dtype);                           // [n, V]
            Part(dh, chunk).copy_(dz.matmul(weight));
            dw?.add_(dz.transpose(0, 1).matmul(Part(hidden, chunk)));
        }

        return [dh, dw?.to(weight.dtype)!, .. Enumerable.Repeat<Tensor>(null!, saved.Count - 1)];
    }

    /// <summary>Every statistic of a chunk, [n] each.</summary>
    private static Tensor[] Values(List<Tensor> tensors, HeadPass pass, (long Start, long Length) chunk)
    {
        using var of = Of(tensors, chunk);
        return [.. pass.Statistics.Select(s => Alone(() => s.Apply(of)))];
    }

    private static Tensor Joined(Tensor[] parts, Tensor hidden) => parts.Length switch
    {
        0 => zeros([0], dtype: WideType.Of(hidden.dtype), device: hidden.device),
        1 => parts[0],
        _ => cat(parts),
    };

    private static Tensor LogitGradient(
        Distributions of, (TokenStatistic Statistic, Tensor Gradient)[] pulled, (long Start, long Length) chunk)
    {
        var given = pulled.Select(p => (p.Statistic, G: Part(p.Gradient, chunk).unsqueeze(1))).ToArray();   // [n, 1]
        var dz = of.P.mul_(given.Select(p => Alone(() => p.Statistic.Pull(of, p.G))).Aggregate(Sum));
        foreach (var (statistic, g) in given) statistic.Rest(of, g, dz);
        return dz;
    }

    private static Tensor Sum(Tensor sum, Tensor next)
    {
        var both = sum + next;
        sum.Dispose();
        next.Dispose();
        return both;
    }

    /// <summary>A result without what was made on the way to it.</summary>
    private static Tensor Alone(Func<Tensor> compute)
    {
        using var scope = NewDisposeScope();
        return compute().MoveToOuterDisposeScope();
    }

    private static Distributions Of(List<Tensor> t, (long Start, long Length) chunk) => new(
        Part(t[0], chunk), t[1], Part(t[2], chunk), t.Count > 3 ? new(Part(t[3], chunk), t[4]) : null);

    private static Tensor Part(Tensor x, (long Start, long Length) chunk) => x.narrow(0, chunk.Start, chunk.Length);
}
