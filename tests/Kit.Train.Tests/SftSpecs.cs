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
