using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using Kit.Train.Saving;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>Steps, pieces of a batch, evaluations and what ends a run.</summary>
public sealed class PreferenceLoopSpecs
{
    private static readonly PreferenceRun Run = new(Dpo, Given.Optimization, Seed: 1);

    public static TheoryData<string, int> Pieces => new() { { "dpo", 1 }, { "dpo", 3 }, { "kto/pair", 1 }, { "bco/batch", 3 }, { "orpo", 2 } };

    [Theory, MemberData(nameof(Pieces))]
    public void A_batch_in_pieces_moves_the_model_as_the_batch_does(string loss, int pairs)
    {
        var run = Run with { Objective = Named(loss), Optimization = Given.Optimization with { MaxGradNorm = 1e9 } };
        var (whole, told) = First(run);
        var (pieces, said) = First(run.WithMicroBatch(pairs));
        var scale = whole.Max(Math.Abs);
        Assert.All(whole.Zip(pieces), g => Assert.True(Math.Abs(g.First - g.Second) < 2e-6 * scale, $"{g}, of {scale}"));
        Assert.All(told.Metrics, m => Assert.Equal(m.Value, said.Metrics[m.Key], 5e-6 * Math.Max(1, Math.Abs(m.Value))));
        Assert.Equal(told.Tokens, said.Tokens);
    }

    /// <summary>Coupled pieces run twice: the second pass must draw the masks of the first, kept or recomputed.</summary>
    [Theory]
    [InlineData(Activations.Kept)]
    [InlineData(Activations.Recomputed)]
    public void Pieces_that_run_twice_drop_the_same_inputs_twice(Activations activations)
    {
        var objective = Named("kto/pair");
        using var scope = NewDisposeScope();
        using var text = new TextRun(Given.Lora.WithDropout(0.5), activations);
        var run = Run with { Objective = objective, Optimization = Given.Optimization with { MaxGradNorm = 1e9, LearningRate = 0 } };
        using (var loop = text.Loop(run.WithMicroBatch(2))) loop.Step(loop.Start);
        var got = text.Gradient();
        foreach (var (_, parameter) in text.Trained.Parameters(text.Model)) parameter.grad = null;
        using var compiled = CompiledObjective.From(objective);
        using var carried = new Carried(objective);
        var scorer = new Scorer(text.Model, text.Data);
        var parts = new DataOrder(Given.Pairs, 4, run.Seed).Batch(0).Chunk(2).Select((piece, k) =>
        {
            using var dropping = text.Trained.Dropping(k);
            return scorer.Evidence(piece);
        }).ToArray();
        var kept = activations == Activations.Kept;
        if (kept) compiled.Apply(carried.Update(Joint.From(parts), TrainState.Start(objective))).Loss.backward();
        if (kept) Assert.All(text.Gradient().Zip(got), g => Assert.Equal(g.First, g.Second, 1e-6));
        else Assert.Equal(Dropped(Activations.Kept), got);
    }

    [Theory]
    [InlineData("dpo")]
    [InlineData("alpha-dpo")]
    public void Recomputed_activations_are_invisible_in_pieces_and_with_dropout(string loss)
    {
        float[] Trained(Activations activations)
        {
            using var text = new TextRun(Given.Lora.WithDropout(0.3), activations);
            text.Train((Run with { Objective = Named(loss) }).WithMicroBatch(3));
            return text.Weights();
        }

        Assert.Equal(Trained(Activations.Kept), Trained(Activations.Recomputed));
    }

    [Fact]
    public void A_step_goes_on_from_the_newest_state_alone()
    {
        using var text = new TextRun(Given.Lora);
        using var loop = text.Loop(Run with { Optimization = Given.Optimization with { MaxSteps = 2 } });
        Assert.Equal(TrainState.Start(Dpo), loop.Start);
        var first = loop.Step(loop.Start);
        Assert.Equal(1, first.State.Step);
        Assert.Equal("state: expected the newest, after step 1, where the weights stand, got one after step 0. Go on from "
            + "the newest, or take up a checkpoint.",
            Assert.Throws<InvalidOperationException>(() => loop.Step(TrainState.Start(Dpo))).Message);
        Assert.False(loop.IsOver(first.State));
        var last = loop.Step(first.State).State;
        Assert.True(loop.IsOver(last));
        Assert.StartsWith("Step: expected a run with steps to do",
            Assert.Throws<InvalidOperationException>(() => loop.Step(last)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_that_batches_hand_on_stand_in_the_state()
    {
        using var text = new TextRun(Given.Lora);
        var objective = Named("alpha-dpo");
        using var loop = text.Loop(Run with { Objective = objective });
        var (first, second) = (loop.Step(loop.Start).State, default(TrainState));
        second = loop.Step(first).State;
        Assert.Equal(objective.Statistics.Select(s => s.Evidence.ToString()), first.Carried.Select(c => c.Name));
        Assert.NotEqual(first.Carried, second.Carried);
        Assert.All(second.Carried, c => Assert.Equal(c.Value, (float)c.Value));
    }

    [Fact]
    public void Held_out_pairs_are_scored_when_due_and_all_at_once()
    {
        Dictionary<string, double>[] Seen(int batch, out IReadOnlyDictionary<string, double> after)
        {
            using var text = new TextRun(Given.Lora);
            var held = text.HeldOut;
            var told = text.Train(Run.With(new Evaluation(held, Every: 4, batch)));
            after = PreferenceScores.From(text.Model, held);
            return [.. told.Select(t => t.Metrics.Where(m => m.Key.StartsWith("eval/", StringComparison.Ordinal)).ToDictionary())];
        }

        var (seen, pairwise) = (Seen(32, out var scores), Seen(1, out _));
        Assert.Equal([4, 6], seen.Index().Where(s => s.Item.Count > 0).Select(s => s.Index + 1));
        Assert.All(scores, s => Assert.Equal(s.Value, seen[^1][$"eval/{s.Key}"], 5));
        Assert.Equal(seen[^1].Count, pairwise[^1].Count);
        Assert.All(seen[^1], s => Assert.Equal(s.Value, pairwise[^1][s.Key], 5e-6 * Math.Max(1, Math.Abs(s.Value))));
        Assert.Contains("eval/rewards/accuracies", seen[^1].Keys);
        Assert.NotEqual(Math.Log(2), seen[^1]["eval/loss"], 4);
    }

    [Fact]
    public void Evaluating_changes_nothing()
    {
        using var plain = new TextRun(Given.Lora.WithDropout(0.3));
        using var watched = new TextRun(Given.Lora.WithDropout(0.3));
        var run = Run with { Objective = Named("alpha-dpo") };
        plain.Train(run);
        watched.Train(run.With(new Evaluation(watched.HeldOut, Every: 1)));
        Assert.Equal(plain.Weights(), watched.Weights());
    }

    /// <summary>Three evaluations: the first is the best, two more are waited for.</summary>
    [Fact]
    public void A_run_that_no_longer_improves_ends_when_patience_is_over()
    {
        using var text = new TextRun(Given.Lora);
        var stop = new EarlyStop("loss", Aim.High, Patience: 2);                          // the loss of training pairs falls
        var told = text.Train(Run.With(new Evaluation(text.Data, Every: 1).With(stop)));
        Assert.Equal(3, told.Count);
        Assert.All(told, t => Assert.Equal(6, t.Total));
        var longer = new EarlyStop("loss", Aim.Low, Patience: 2);
        using var other = new TextRun(Given.Lora);
        Assert.Equal(6, other.Train(Run.With(new Evaluation(other.Data, Every: 1).With(longer))).Count);
    }

    [Theory]
    [InlineData(Aim.Low, 0.0, new[] { 1, 0.9, 0.95, 0.8 }, 0.8, 4, 0)]
    [InlineData(Aim.High, 0.0, new[] { 1, 0.9, 0.95, 0.8 }, 1.0, 1, 3)]
    [InlineData(Aim.Low, 0.15, new[] { 1, 0.9, 0.84, 0.8 }, 0.84, 3, 1)]
    [InlineData(Aim.High, 0.0, new[] { 0.5, 0.5 }, 0.5, 1, 1)]
    public void The_best_is_the_last_that_gained_enough(
        Aim aim, double least, double[] scores, double best, int step, int waited)
    {
        var stop = new EarlyStop("loss", aim, Patience: 3, least);
        var last = scores.Index().Aggregate((Best?)null, (b, s) => stop.Update(b, s.Item, s.Index + 1));
        Assert.Equal(new Best(best, step, waited), last);
        Assert.Equal(waited >= 3, stop.IsOver(last));
    }

    [Fact]
    public void Settings_that_mean_nothing_are_refused_all_at_once()
    {
        using var text = new TextRun(Given.Lora);
        var run = Run.WithMicroBatch(0).With(new RunFolder("", Every: 0, Keep: 0))
            .With(new Evaluation(text.Data, Every: 0, Batch: 0).With(new EarlyStop("losses", Aim.Low, 0, -1)));
        var message = Assert.Throws<ArgumentException>(() => text.Train(run)).Message;
        foreach (var fault in new[]
        {
            "MicroBatch of 1 or more, got 0", "Every of 1 or more, got 0", "Batch of 1 or more, got 0",
            "Patience of 1 or more, got 0", "Least of 0 or more, got -1", "got \"losses\"", "Path of a folder, got nothing",
            "Keep of 1 or more, got 0",
        }) Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    /// <summary>The gradient of the first step in pieces with dropout.</summary>
    private static float[] Dropped(Activations activations)
    {
        using var text = new TextRun(Given.Lora.WithDropout(0.5), activations);
        var run = Run with { Objective = Named("kto/pair"), Optimization = Given.Optimization with { MaxGradNorm = 1e9, LearningRate = 0 } };
        using (var loop = text.Loop(run.WithMicroBatch(2))) loop.Step(loop.Start);
        return text.Gradient();
    }

    private static (float[] Gradient, PreferenceStep Told) First(PreferenceRun run)
    {
        using var text = new TextRun(Given.Lora);
        using var loop = text.Loop(run);
        var second = loop.Step(loop.Step(loop.Start).State);                              // B is no longer 0
        return (text.Gradient(), second.Report);
    }
}
