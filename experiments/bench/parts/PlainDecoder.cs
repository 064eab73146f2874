using Kit.Models;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Bench;

/// <summary>The decoder of Qwen2 in plain operators over a model's weights, as transformers' eager code has
/// it.</summary>
public static class PlainDecoder
{
    /// <summary>[N, T] ids, [1, N, T] positions → normalised states [N, T, D]; attention [N, H, T, d], twice
    /// [N, K, T, d] → [N, T, H·d].</summary>
    public static Tensor Run(CausalLm model, Tensor ids, Tensor positions, Func<Tensor, Tensor, Tensor, Tensor> attend)
    {
        var (w, c) = (model.named_parameters().ToDictionary(p => p.name, p => p.parameter), model.Config);
        var rope = Rope.At(positions, c.Rotary);
        var x = w["model.embed_tokens.weight"].index_select(0, ids.flatten()).view(ids.shape[0], ids.shape[1], -1);
        for (var layer = 0; layer < c.Layers; layer++)
        {
            using var scope = NewDisposeScope();
            Tensor Linear(string name, Tensor input) => nn.functional.linear(
                input, w[$"model.layers.{layer}.{name}.weight"],
                w.GetValueOrDefault($"model.layers.{layer}.{name}.bias"));
            Tensor Heads(string name, Tensor input, long heads) => Linear(name, input)
                .view(input.shape[0], input.shape[1], heads, c.HeadWidth).transpose(1, 2);
            var seen = Norm(x, w[$"model.layers.{layer}.input_layernorm.weight"], c.RmsNormEpsilon);
            x = x + Linear("self_attn.o_proj", attend(
                Turned(rope, Heads("self_attn.q_proj", seen, c.Heads)),
                Turned(rope, Heads("self_attn.k_proj", seen, c.KeyValueHeads)),
                Heads("self_attn.v_proj", seen, c.KeyValueHeads)));
            var read = Norm(x, w[$"model.layers.{layer}.post_attention_layernorm.weight"], c.RmsNormEpsilon);
            x = x + Linear("mlp.down_proj", Gated(Linear("mlp.gate_proj", read), Linear("mlp.up_proj", read)));
            x = x.MoveToOuterDisposeScope();
        }

        return Norm(x, w["model.norm.weight"], c.RmsNormEpsilon);
    }

    /// <summary>softmax(q kᵀ/√d + mask) v with all scores at once; temporaries go when Python's would.</summary>
    public static Tensor Attend(Tensor q, Tensor k, Tensor v, Tensor mask)
    {
        using var scope = NewDisposeScope();
        Tensor Repeat(Tensor x) => x.unsqueeze(2)
            .expand(x.shape[0], x.shape[1], q.shape[1] / x.shape[1], x.shape[2], x.shape[3])
            .reshape(q.shape[0], q.shape[1], x.shape[2], x.shape[3]);
        var (keys, values) = (Repeat(k), Repeat(v));
        using var dots = q.matmul(keys.transpose(2, 3));
        using var scaled = dots * (1 / Math.Sqrt(q.shape[3]));
        dots.Dispose();
        var scores = scaled + mask;
        scaled.Dispose();
        var weights = scores.softmax(-1);
        scores.Dispose();
        return weights.matmul(values).transpose(1, 2).contiguous().flatten(2).MoveToOuterDisposeScope();
    }

    private static Tensor Gated(Tensor gate, Tensor up) => nn.functional.silu(gate) * up;

    private static Tensor Turned(Rope rope, Tensor x)
    {
        using var scope = NewDisposeScope();
        return rope.Apply(x).MoveToOuterDisposeScope();
    }

    private static Tensor Norm(Tensor x, Tensor weight, double epsilon)
    {
        using var scope = NewDisposeScope();
        return (weight * (x * (x.pow(2).mean([-1], keepdim: true) + epsilon).rsqrt())).MoveToOuterDisposeScope();
    }
}
