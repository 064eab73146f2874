using static TorchSharp.torch;

namespace Kit.Models.Tests;

/// <summary>Cached, batched, left-padded decoding against one question at a time without any cache.</summary>
public sealed class GreedySpecs
{
    [Fact]
    public void The_cache_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var features = Given.Features(model, 2);
        Query[] queries = [new(0, [5, 6, 7]), new(1, [8]), new(0, [9, 10, 11, 12, 13])];
        var answers = new Greedy(Stop: 2, MaxTokens: 6).Answer(model, features, queries);
        for (var i = 0; i < queries.Length; i++)
            Assert.Equal(Slowly(model, features.narrow(0, queries[i].Clip, 1), queries[i].Ids, 6), answers[i]);
    }

    [Fact]
    public void The_stop_token_ends_an_answer_and_is_not_part_of_it()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var features = Given.Features(model, 1);
        var free = new Greedy(Stop: -1, MaxTokens: 6).Answer(model, features, [new Query(0, [5])])[0];
        var stopped = new Greedy(Stop: free[2], MaxTokens: 6).Answer(model, features, [new Query(0, [5])])[0];
        Assert.Equal(free.TakeWhile(id => id != free[2]), stopped);
    }

    [Fact]
    public void Questions_of_a_batch_are_answered_as_each_would_be_alone_also_when_one_stops_early()
    {
        using var scope = NewDisposeScope();
        var told = new HashSet<int>();
        foreach (var seed in Enumerable.Range(1, 6))
        {
            using var model = Given.Model(seed);
            var features = Given.Features(model, 2) * 4;
            Query[] queries = [new(0, [5, 6, 7]), new(1, [8]), new(1, [9, 10, 11, 12, 13]), new(0, [14, 4])];
            var free = new Greedy(Stop: -1, MaxTokens: 8).Answer(model, features, queries);
            for (var i = 0; i < queries.Length; i++)
                Assert.Equal(Slowly(model, features.narrow(0, queries[i].Clip, 1), queries[i].Ids, 8, stop: -1), free[i]);
            var stop = free[0][2];
            Assert.Equal(
                free.Select(a => a.TakeWhile(id => id != stop)), new Greedy(stop, MaxTokens: 8).Answer(model, features, queries));
            told.UnionWith(free.SelectMany(a => a));
        }

        Assert.True(told.Count > 5, "The models say too little for this to mean much.");
    }

    [Fact]
    public void Logits_that_are_not_finite_stop_generation()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var features = full_like(Given.Features(model, 1), double.NaN);
        Assert.Throws<ArithmeticException>(() => new Greedy(2, 3).Answer(model, features, [new Query(0, [5])]));
    }

    private static List<int> Slowly(VideoLm model, Tensor features, IReadOnlyList<int> prompt, int tokens, int stop = 2)
    {
        using var still = no_grad();
        var answer = new List<int>();
        while (answer.Count < tokens)
        {
            var layout = Layout.From([new Row(prompt, [new Branch([.. answer, 0])])], (int)features.shape[1], CPU);
            var states = model.call(features, layout);
            var next = (int)states[^1].matmul(model.Head.Weight.transpose(0, 1)).argmax().item<long>();
            if (next == stop) break;
            answer.Add(next);
        }

        return answer;
    }
}
