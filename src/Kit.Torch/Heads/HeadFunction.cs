using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>log π(y) and KL(ref‖π) of N tokens, chunked, with a hand-derived backward that recomputes.</summary>
/// <remarks>z = W h, p = softmax z.  ∂L/∂z = g_logp (1_y − p) + g_kl (p − p_ref),  ∂L/∂h = Wᵀ ∂L/∂z,
/// ∂L/∂W = Σ_n ∂L/∂z hᵀ, the last only when W is trained. Inputs: hidden [N, D], W [V, D], targets [N], chunk size,
/// and optionally the reference's hidden [N, D_ref] and W_ref [V, D_ref].</remarks>
internal sealed class HeadFunction : autograd.MultiTensorFunction<HeadFunction>
{
    public override string Name => nameof(HeadFunction);

    public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var tensors = vars.OfType<Tensor>().ToList();
        var chunk = vars.OfType<int>().Single();
        ctx.save_for_backward(tensors);
        ctx.save_data("chunk", chunk);
        ctx.save_data("trained", tensors[1].requires_grad);
        var parts = Chunks(tensors[0].shape[0], chunk).Select(c => Evidence(tensors, c)).ToArray();
        var width = tensors.Count > 3 ? 2 : 1;
        return [.. Enumerable.Range(0, width).Select(i => cat([.. parts.Select(p => p[i])]))];
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
    {
        var saved = ctx.get_saved_variables();
        var trained = (bool)ctx.get_data("trained");
        var hidden = new List<Tensor>();
        Tensor? weight = null;
        foreach (var chunk in Chunks(saved[0].shape[0], (int)ctx.get_data("chunk")))
        {
            var dz = LogitGradient(saved, grad_outputs, chunk).to(saved[0].dtype);    // [n, V]
            hidden.Add(dz.matmul(saved[1]));
            if (!trained) continue;
            var dw = dz.transpose(0, 1).matmul(Part(saved[0], chunk));
            weight = weight is null ? dw : weight.add_(dw);
        }

        return [cat(hidden), weight!, .. Enumerable.Repeat<Tensor>(null!, saved.Count > 3 ? 4 : 2)];
    }

    private static Tensor[] Evidence(List<Tensor> t, (long Start, long Length) chunk)
    {
        var logp = LogSoftmax(Part(t[0], chunk), t[1]);                               // [n, V]
        var chosen = logp.gather(1, Part(t[2], chunk).unsqueeze(1)).squeeze(1);       // [n]
        if (t.Count == 3) return [chosen];
        var reference = LogSoftmax(Part(t[3], chunk), t[4]);
        return [chosen, (reference.exp() * (reference - logp)).sum(-1)];
    }

    private static Tensor LogitGradient(List<Tensor> t, List<Tensor> grads, (long Start, long Length) chunk)
    {
        var p = LogSoftmax(Part(t[0], chunk), t[1]).exp();
        var logp = Part(grads[0], chunk).unsqueeze(1);                                // [n, 1]
        var dz = (p * -logp).scatter_add_(1, Part(t[2], chunk).unsqueeze(1), logp);
        if (t.Count == 3) return dz;
        return dz + Part(grads[1], chunk).unsqueeze(1) * (p - LogSoftmax(Part(t[3], chunk), t[4]).exp());
    }

    private static Tensor LogSoftmax(Tensor hidden, Tensor weight) =>
        nn.functional.linear(hidden, weight).to(ScalarType.Float32).log_softmax(-1);

    private static Tensor Part(Tensor x, (long Start, long Length) chunk) => x.narrow(0, chunk.Start, chunk.Length);

    private static IEnumerable<(long Start, long Length)> Chunks(long count, int size)
    {
        for (long start = 0; start < count; start += size) yield return (start, Math.Min(size, count - start));
    }
}
