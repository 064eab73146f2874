using Kit.Models;
using Kit.Models.Generation;
using Kit.Train.Supervised;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Train.Tests;

public sealed class SftSpecs
{
    private static readonly Optimization Fast = new(1e-2, BatchSize: 4, Epochs: 30, new Schedule(Decay.Constant));

    [Fact]
    public void A_model_learns_which_clip_has_which_answer()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var told = new Told<SftStep>();
        var clips = Enumerable.Range(0, 4).Select(Clip).ToArray();
        new Sft(Fast, 1).Train(model, Lessons, Pixels.Pooled(model, clips), told);
        Assert.True(told.Reports[^1].Loss < 0.1 * told.Reports[0].Loss, $"{told.Reports[0].Loss} → {told.Reports[^1].Loss}");
        var features = Pixels.Features(model, clips);
        var clip = Prompt.After(model.Config.VisualTokens, []);
        var answers = new TextGenerator(model.Language, Decoding.Greedy.WithStops(2).WithLimit(4)).Answer(
            [clip, clip, clip, clip], features.flatten(0, 1), [.. Enumerable.Range(0, 4).Select(i => new Query(i, [5]))]).Ids;
        Assert.Equal(Enumerable.Range(0, 4).Select(i => 8 + i), answers.Select(a => a.Single()));
    }

    [Fact]
    public void The_loss_is_the_mean_over_all_scored_tokens_of_the_batch()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var clips = Enumerable.Range(0, 4).Select(Clip).ToArray();
        Lesson[] uneven = [.. Enumerable.Range(0, 4).Select(i => new Lesson(
            i, [new Branch([5, .. Enumerable.Repeat(8 + i, 1 + i), 2], From: 1), new Branch([6, 7, 2], From: 2)]))];
        var pooled = Pixels.Pooled(model, clips);
        var layout = Layout.From(
            [.. uneven.Select(l => new Row(Prompt.After(model.Config.VisualTokens, []), l.Conversations))], CPU);
        var expected = -model.Head.Apply(model.call(model.Project(pooled), layout), layout.Targets).LogProbability.mean();
        var told = new Told<SftStep>();
        new Sft(Fast with { Epochs = 1 }, 1).Train(model, uneven, pooled, told);
        Assert.Equal(expected.item<float>(), told.Reports[0].Loss, 4);
    }

    [Fact]
    public void A_visit_draws_anew_so_many_conversations_of_a_clip()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var lesson = new Lesson(0, [.. Enumerable.Range(0, 5).Select(i => new Branch([5 + i, 8 + i, 2], From: 1))]);
        var pooled = Pixels.Pooled(model, [Clip(0)]);
        double[] Losses(Sft sft)
        {
            var told = new Told<SftStep>();
            sft.Train(Given.Model(), [lesson], pooled, told);
            return [.. told.Reports.Select(r => Math.Round(r.Loss, 5))];
        }

        var still = new Sft(Fast with { LearningRate = 0, Epochs = 12 }, 1, ConversationsPerClip: 2);
        Assert.InRange(Losses(still).Distinct().Count(), 4, 10);                          // of 10 pairs of five
        Assert.Single(Losses(still with { ConversationsPerClip = 5 }).Distinct());
        Assert.Equal(Losses(still), Losses(still));
    }

    [Fact]
    public void Clips_of_different_sizes_do_not_stack()
    {
        var error = Assert.Throws<ArgumentException>(() => Pixels.Stack([Clip(0), new Frames(8, 8, new byte[384], [0, 1])]));
        Assert.Contains("expected [F, H, W] = [2, 16, 16], got [2, 8, 8]", error.Message, StringComparison.Ordinal);
    }

    private static Lesson[] Lessons => [.. Enumerable.Range(0, 4).Select(i => new Lesson(i, [new Branch([5, 8 + i, 2], From: 1)]))];

    private static Frames Clip(int index)
    {
        var random = Pcg.From(1, index);
        return new Frames(16, 16, Enumerable.Range(0, 2 * 16 * 16 * 3).Select(_ => (byte)random.Below(256)).ToArray(), [0, 1]);
    }
}
