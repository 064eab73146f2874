using System.Diagnostics;
using Kit.Data.Tokens;
using Kit.Models.Families;
using static TorchSharp.torch;

namespace Kit.Models.Generation;

/// <summary>Writes answers: prefixes run once and are shared by their queries, queries by their samples; batches are
/// padded on the left, keys and values stand in memory that is taken once.</summary>
/// <param name="Model">Adapters in place are used.</param>
/// <param name="Decoding">How.</param>
/// <param name="Seed">Of the draws; each answer has a stream of its own.</param>
/// <param name="Tokenizer">For texts and stop texts.</param>
public sealed record TextGenerator(CausalLm Model, Decoding Decoding, long Seed = 0, ITokenizer? Tokenizer = null)
{
    /// <summary>Continues whole prompts.</summary>
    /// <param name="prompts">One answer, or <see cref="Decoding.Samples"/>, to each.</param>
    /// <param name="visual">Visual tokens of all prompts, end to end, [M, D].</param>
    public Generation Answer(IReadOnlyList<Prompt> prompts, Tensor visual) =>
        Answer(prompts, visual, _ => 0);

    /// <summary>The same with a stream of random numbers for each prompt, by its place
    /// (<see cref="Query.Stream"/>).</summary>
    public Generation Answer(IReadOnlyList<Prompt> prompts, Tensor visual, Func<int, long> stream) => Answer(
        [.. prompts.Select(p => p.WithoutLast())], visual,
        [.. prompts.Select((p, i) => new Query(i, [p.Ids[^1]], stream(i)))]);

    /// <summary>Answers prompts with clips, as a video model's processor makes them.</summary>
    /// <param name="model">Adapters in place are used.</param>
    /// <param name="inputs">One answer, or <see cref="Decoding.Samples"/>, to each.</param>
    /// <param name="decoding">How.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="tokenizer">For texts and stop texts.</param>
    public static Generation Answer(
        VideoModel model, IReadOnlyList<VideoInput> inputs, Decoding decoding, long seed = 0,
        ITokenizer? tokenizer = null)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        return new TextGenerator(model.Language, decoding, seed, tokenizer).Answer(
            [.. inputs.Select(model.Expand)], model.Features(inputs));
    }

    /// <summary>Answers queries behind prefixes that they share.</summary>
    /// <param name="prefixes">Such as a clip's visual tokens; may be empty.</param>
    /// <param name="visual">Visual tokens of all prefixes, end to end, [M, D].</param>
    /// <param name="queries">Text behind one prefix each, at least one token.</param>
    /// <exception cref="ArithmeticException">A logit is not finite; the query is named.</exception>
    public Generation Answer(IReadOnlyList<Prompt> prefixes, Tensor visual, IReadOnlyList<Query> queries)
    {
        Check(prefixes.Count, queries);
        if (queries.Count == 0) return new Generation([], 0, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var drafts = queries.SelectMany(q => Enumerable.Range(0, Decoding.Samples)
            .Select(s => new Draft(q, s, Seed, Decoding, Tokenizer))).ToArray();
        var tokens = Write(new Batch(Model, prefixes, visual, queries, Decoding.MaxTokens), drafts);
        return new Generation(
            [.. drafts.Select(d => d.Finish()).Chunk(Decoding.Samples).Select(a => Sequence.From<Written>(a))],
            tokens, clock.Elapsed);
    }

    private long Write(Batch batch, Draft[] drafts)
    {
        var last = batch.Start(Decoding.Samples);
        var seen = Decoding.ReadsHistory ? batch.Seen() : zeros([0], dtype: ScalarType.Bool);
        var (next, tokens) = (Choose(last, seen, drafts), 0L);
        for (var step = 0; ; step++)
        {
            using var inner = NewDisposeScope();
            tokens += drafts.Count(d => d.IsOpen);
            foreach (var (draft, id) in drafts.Zip(next)) draft.Add((int)id);
            if (!drafts.Any(d => d.IsOpen)) return tokens;
            var ids = tensor(next, [drafts.Length, 1], device: last.device);
            if (Decoding.ReadsHistory) seen.scatter_(1, ids, ones_like(ids, dtype: ScalarType.Bool));
            next = Choose(batch.Token(ids, step), seen, drafts);
        }
    }

    /// <summary>The next token of every row from the states [R, D] before it.</summary>
    private long[] Choose(Tensor states, Tensor seen, Draft[] drafts)
    {
        var logits = Model.Score(states);                                                      // [R, V]
        Guard(logits);
        foreach (var part in Decoding.Reshapings) logits = part.Apply(logits, seen);
        var chosen = Decoding.Choice == Choice.MostLikely ? logits.argmax(1) : Draw(logits, drafts);
        return chosen.cpu().data<long>().ToArray();
    }

    /// <summary>Token v where u lies between the sums of probabilities before and up to v, u the row's own
    /// draw.</summary>
    private static Tensor Draw(Tensor logits, Draft[] drafts)
    {
        var sums = logits.to(ScalarType.Float64).softmax(1).cumsum(1);                         // [R, V]
        var draws = tensor(drafts.Select(d => d.Draw()).ToArray(), [drafts.Length, 1], device: logits.device);
        var total = sums.narrow(1, sums.shape[1] - 1, 1);
        return (sums <= draws * total).sum(1);
    }

    private void Guard(Tensor logits)
    {
        using var fine = logits.isfinite().all(1).cpu();
        var row = fine.data<bool>().ToList().IndexOf(false);
        if (row >= 0)
            throw new ArithmeticException(
                $"Generation, query {row / Decoding.Samples}, sample {row % Decoding.Samples}: expected finite logits, "
                + "got NaN or infinity. Check the weights and this query's visual tokens.");
    }

    private void Check(int prefixes, IReadOnlyList<Query> queries)
    {
        if (Decoding.StopTexts.Count > 0 && Tokenizer is null)
            throw new ArgumentException($"stop texts {Decoding.StopTexts}: expected a tokenizer, got none. Give one.");
        for (var i = 0; i < queries.Count; i++)
            if (queries[i].Ids.Count == 0 || queries[i].Clip < 0 || queries[i].Clip >= prefixes)
                throw new ArgumentException(
                    $"query {i}: expected at least one token behind one of {prefixes} prefixes, got "
                    + $"{queries[i].Ids.Count} tokens behind prefix {queries[i].Clip}. Correct the query.");
    }
}
