using Kit.Data.Tokens;
using Kit.Models.Generation;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Generation;

/// <summary>Cached, batched, left-padded decoding against one query at a time without any cache.</summary>
public sealed class GenerationSpecs : IDisposable
{
    private const int Limit = 6;

    private static readonly Decoding Greedy = Decoding.Greedy.WithLimit(Limit);

    private static readonly Decoding Sampled = Decoding.Sampled.WithLimit(Limit)
        .With(new Reshaping.Temperature(1.3)).With(new Reshaping.TopP(0.95)).With(new Reshaping.RepetitionPenalty(1.2));

    private static readonly Query[] Queries =
        [new(0, [5, 6, 7]), new(1, [8], Stream: 4), new(0, [9, 10, 11, 12, 13]), new(1, [5, 6, 7])];

    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly VideoLm model = Given.Model();
    private readonly Tensor features;

    public GenerationSpecs() => features = Given.Features(model, 2);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_cache_and_the_batch_change_nothing()
    {
        var answers = Answer(Greedy.WithStops(2), Queries);
        Assert.All(Queries.Zip(answers), q => Assert.Equal(Slowly(q.First, stop: 2), q.Second[0].Ids));
    }

    [Fact]
    public void Draws_belong_to_a_query_and_not_to_its_batch()
    {
        var together = Answer(Sampled.WithSamples(3), Queries);
        Assert.All(Queries.Zip(together), q => Assert.Equal(Answer(Sampled.WithSamples(3), [q.First])[0], q.Second));
        Assert.Equal(together.Reverse(), Answer(Sampled.WithSamples(3), [.. Queries.Reverse()]));
        Assert.Equal(together.Select(a => a[0]), Answer(Sampled, Queries).Select(a => a[0]));
        Assert.All(together, a => Assert.True(a.Distinct().Count() > 1));
    }

    [Fact]
    public void Seeds_and_streams_make_other_draws_and_equal_ones_repeat()
    {
        Assert.Equal(Answer(Sampled, Queries, seed: 1), Answer(Sampled, Queries, seed: 1));
        Assert.NotEqual(Answer(Sampled, Queries, seed: 1), Answer(Sampled, Queries, seed: 2));
        Assert.NotEqual(Answer(Sampled, [Queries[0]]), Answer(Sampled, [Queries[0] with { Stream = 1 }]));
    }

    [Fact]
    public void Draws_have_the_models_frequencies()
    {
        const int samples = 4000;
        var query = new Query(0, [5, 6]);
        var answers = Answer(Decoding.Sampled.WithLimit(1).WithSamples(samples), [query])[0];
        var p = Logits(query, []).softmax(-1).data<float>().ToArray();
        var counts = answers.CountBy(a => a.Ids[0]).ToDictionary();
        for (var v = 0; v < p.Length; v++)
            Assert.Equal(p[v], counts.GetValueOrDefault(v) / (double)samples, 4.5 * Math.Sqrt(p[v] * (1 - p[v]) / samples) + 1e-3);
    }

    [Fact]
    public void Prompts_of_different_lengths_answer_as_they_do_alone()
    {
        Prompt[] prompts = [Behind(0, 5, 6, 7), Behind(1, 8), Behind(0, 9, 10, 11, 12, 13)];
        var visual = cat([features[0], features[1], features[0]]);
        var together = new TextGenerator(model.Language, Greedy).Answer(prompts, visual).Ids;
        for (var i = 0; i < prompts.Length; i++)
            Assert.Equal(
                new TextGenerator(model.Language, Greedy).Answer([prompts[i]], features[i % 2]).Ids[0], together[i]);
        Assert.Equal(Slowly(Queries[2], stop: -1), together[2]);
    }

    [Fact]
    public void Prefixes_may_differ_in_length_and_be_empty()
    {
        Prompt[] prefixes = [Prompt.Text([]), Prompt.Text([14, 15, 16]), Behind(0, 9)];
        Query[] queries = [new(0, [5]), new(1, [5]), new(2, [5, 6]), new(1, [7, 8])];
        var together = new TextGenerator(model.Language, Greedy).Answer(prefixes, features[0], queries).Ids;
        foreach (var (query, ids) in queries.Zip(together))
        {
            var visual = prefixes[query.Clip].Visual.Count > 0 ? features[0] : model.Language.NoVisual;
            Assert.Equal(ids, new TextGenerator(model.Language, Greedy)
                .Answer([prefixes[query.Clip]], visual, [query with { Clip = 0 }]).Ids[0]);
        }
    }

    [Fact]
    public void The_stop_id_ends_an_answer_and_is_not_part_of_it()
    {
        var free = Answer(Greedy, Queries)[0][0];
        Assert.Equal((Limit, Ending.Length), (free.Ids.Count, free.Ending));
        var stop = free.Ids[2];
        var stopped = Answer(Greedy.WithStops(stop), Queries)[0][0];
        Assert.Equal(Sequence.From(free.Ids.TakeWhile(id => id != stop)), stopped.Ids);
        Assert.Equal(Ending.StopId, stopped.Ending);
    }

    [Fact]
    public void A_stop_text_ends_an_answer_even_across_tokens()
    {
        var free = Answer(Greedy, [Queries[0]])[0][0];
        var text = Letters.Instance.Decode(free.Ids);
        var stop = text.Substring(2, 2);
        var stopped = Answer(Greedy.WithStopTexts("??", stop), [Queries[0]])[0][0];
        Assert.Equal(text[..text.IndexOf(stop, StringComparison.Ordinal)], stopped.Text);
        Assert.Equal(Ending.StopText, stopped.Ending);
        Assert.Equal(text.IndexOf(stop, StringComparison.Ordinal) + 2, stopped.Ids.Count);
    }

    [Fact]
    public void Tokens_and_time_are_reported()
    {
        var generation = Generate(Greedy, Queries, 0);
        Assert.Equal(Queries.Length * Limit, generation.Tokens);
        Assert.True(generation.TokensPerSecond > 0 && double.IsFinite(generation.TokensPerSecond));
        Assert.Empty(Generate(Greedy, [], 0).Answers);
    }

    [Fact]
    public void Logits_that_are_not_finite_stop_generation_and_name_the_query()
    {
        var broken = features.clone();
        broken[1] = double.NaN;
        var error = Assert.Throws<ArithmeticException>(() => new TextGenerator(model.Language, Sampled.WithSamples(2))
            .Answer([Clip, Clip], broken.flatten(0, 1), [new(0, [5]), new(0, [6]), new(1, [5])]));
        Assert.StartsWith("Generation, query 2, sample 0: expected finite logits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_that_cannot_be_answered_are_refused()
    {
        Assert.Contains("query 1: expected at least one token behind one of 2 prefixes",
            Assert.Throws<ArgumentException>(() => Answer(Greedy, [Queries[0], new(0, [])])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Answer(Greedy, [new(2, [5])]));
        var deaf = new TextGenerator(model.Language, Greedy.WithStopTexts("a"));
        Assert.Throws<ArgumentException>(() => deaf.Answer([Clip], features[0], [new(0, [5])]));
        Assert.Throws<ArgumentException>(() => new TextGenerator(model.Language, Greedy).Answer([Clip], features.flatten(0, 1), [new(0, [5])]));
    }

    private static Prompt Clip => Prompt.After(Given.Config.VisualTokens, []);

    private static Prompt Behind(int _, params int[] ids) => Prompt.After(Given.Config.VisualTokens, ids);

    private Sequence<Sequence<Written>> Answer(Decoding decoding, Query[] queries, long seed = 0) => Generate(decoding, queries, seed).Answers;

    private Kit.Models.Generation.Generation Generate(Decoding decoding, Query[] queries, long seed) =>
        new TextGenerator(model.Language, decoding, seed, Letters.Instance).Answer([Clip, Clip], features.flatten(0, 1), queries);

    private List<int> Slowly(Query query, int stop)
    {
        var answer = new List<int>();
        while (answer.Count < Limit)
        {
            var next = (int)Logits(query, answer).argmax().item<long>();
            if (next == stop) break;
            answer.Add(next);
        }

        return answer;
    }

    /// <summary>The logits behind a query and an answer, from whole sequences.</summary>
    private Tensor Logits(Query query, IReadOnlyList<int> answer)
    {
        using var still = no_grad();
        var layout = Layout.From([new Row(Behind(0, [.. query.Ids]), [new Branch([.. answer, 0])])], CPU);
        return model.call(features.narrow(0, query.Clip, 1), layout)[^1].matmul(model.Head.Weight.transpose(0, 1));
    }

    /// <summary>Id i is the i-th letter.</summary>
    private sealed class Letters : ITokenizer
    {
        public static Letters Instance { get; } = new();

        public int Size => 19;

        public string Digest => "letters";

        public Tokenized Encode(string text) => throw new NotSupportedException();

        public string Decode(IEnumerable<int> ids) => string.Concat(ids.Select(i => (char)('a' + i)));

        public int Id(string specialToken) => throw new NotSupportedException();
    }
}
