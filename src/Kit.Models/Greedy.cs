using Kit.Models.Decoder;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Greedy decoding of many questions at once: each clip's visual tokens run once and are shared by its
/// questions.</summary>
/// <param name="Stop">The id that ends an answer; not part of it.</param>
/// <param name="MaxTokens">Longest answer, tokens.</param>
public sealed record Greedy(int Stop, int MaxTokens)
{
    /// <summary>Answers in the order of the questions, without the stop token.</summary>
    /// <param name="model">A language model with one rotary position a token; adapters in place are used.</param>
    /// <param name="features">Visual tokens of the clips, [C, V, D].</param>
    /// <param name="questions">Prompts; different lengths are padded on the left.</param>
    /// <exception cref="ArithmeticException">A logit is not finite.</exception>
    public IReadOnlyList<IReadOnlyList<int>> Answer(CausalLm model, Tensor features, IReadOnlyList<Query> questions)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var caches = Enumerable.Range(0, model.Config.Layers).Select(_ => new LayerCache()).ToArray();
        Prefill(model, features, questions, caches);
        var prompts = new PaddedPrompts(questions, (int)features.shape[1], features.device);
        var answers = questions.Select(_ => new List<int>()).ToArray();
        var open = questions.Select(_ => true).ToArray();
        var next = NextTokens(model, prompts.Ids, prompts.First(model.Place.Dtype, caches));
        for (var step = 0; step < MaxTokens && Accept(next, answers, open); step++)
        {
            using var inner = NewDisposeScope();
            var ids = tensor(next, [questions.Count, 1], device: features.device);
            next = NextTokens(model, ids, prompts.Later(step, model.Place.Dtype, caches));
            foreach (var cache in caches) cache.Keep(scope);
        }

        return answers;
    }

    private static void Prefill(
        CausalLm model, Tensor features, IReadOnlyList<Query> questions, IReadOnlyList<LayerCache> caches)
    {
        var (clips, length) = (features.shape[0], features.shape[1]);
        if (length == 0) return;
        var index = arange(length, dtype: ScalarType.Int64, device: features.device);
        var causal = full([length, length], -1e9, dtype: model.Place.Dtype, device: features.device).triu(1);
        model.Continue(features, new Positions(
            index.expand(1, clips, length), causal.view(1, 1, length, length), index.unsqueeze(0), caches));
        var rows = tensor(questions.Select(q => (long)q.Clip).ToArray(), device: features.device);
        foreach (var cache in caches) cache.Repeat(rows);
    }

    private static long[] NextTokens(CausalLm model, Tensor ids, Positions positions)
    {
        var hidden = model.Continue(model.Embed(ids), positions);
        var last = hidden.select(1, hidden.shape[1] - 1);                                     // [Q, D]
        var (best, token) = model.Score(last).max(1);
        if (!best.isfinite().all().item<bool>())
            throw new ArithmeticException(
                "Generation: expected finite logits, got NaN or infinity. Check the weights.");
        return token.cpu().data<long>().ToArray();
    }

    /// <summary>Records the tokens of answers still open; false when none is.</summary>
    private bool Accept(long[] next, List<int>[] answers, bool[] open)
    {
        for (var i = 0; i < next.Length; i++)
        {
            open[i] &= next[i] != Stop;
            if (open[i]) answers[i].Add((int)next[i]);
        }

        return open.Contains(true);
    }
}
