using Kit.Models;
using Kit.Train.Supervised;
using Kit.Video;
using static TorchSharp.torch;

namespace Kit.Train.Tests;

/// <summary>Clips of bright and dark patches that come and go: what a patch shows, and whether it has just
/// changed.</summary>
public sealed class TowerTrainingSpecs
{
    private const int Clips = 12;
    private const int FramesPerClip = 5;
    private static readonly TowerTraining Training = new(
        new Optimization(1e-2, BatchSize: 6, Epochs: 80, new Schedule(Decay.Constant)), Classes: [3, 2], Seed: 1);

    [Fact]
    public void A_tower_learns_what_stands_in_a_patch_and_what_has_changed_since_the_frame_before()
    {
        using var scope = NewDisposeScope();
        using var model = Given.Model();
        var told = Train(model, Training);
        Assert.Equal(160, told.Reports.Count);
        Assert.InRange(told.Reports[^20..].Average(s => s.Loss), 0, 0.15);
    }

    [Fact]
    public void Nothing_but_the_tower_is_trained_and_equal_seeds_repeat()
    {
        using var scope = NewDisposeScope();
        var brief = Training with { Optimization = Training.Optimization with { Epochs = 1 } };
        using var model = Given.Model();
        using var again = Given.Model();
        using var fresh = Given.Model();
        Assert.Equal(Train(model, brief).Reports, Train(again, brief).Reports);
        Assert.NotEqual(Train(fresh, brief with { Seed = 2 }).Reports[0].Loss, Train(Given.Model(), brief).Reports[0].Loss);
        var before = Given.Model().state_dict();
        foreach (var (name, weight) in model.state_dict())
            Assert.Equal(!name.StartsWith("vision_tower", StringComparison.Ordinal), weight.Equals(before[name]));
    }

    [Fact]
    public void Empty_patches_count_by_their_weight()
    {
        using var scope = NewDisposeScope();
        var first = new[] { 0.1, 1.0 }.Select(weight => Train(
            Given.Model(), Training with { Optimization = Training.Optimization with { Epochs = 1 }, Background = weight },
            (clip, patch, frame) => 0).Reports[0].Loss).ToArray();
        Assert.Equal(first[0], first[1], 5);                                              // all empty: the weight cancels
        var mixed = new[] { 0.1, 1.0 }.Select(weight => Train(
            Given.Model(), Training with { Optimization = Training.Optimization with { Epochs = 1 }, Background = weight })
            .Reports[0].Loss).ToArray();
        Assert.NotEqual(mixed[0], mixed[1], 3);
    }

    [Fact]
    public void Every_clip_of_a_batch_counts()
    {
        using var scope = NewDisposeScope();
        var once = Training with { Optimization = Training.Optimization with { BatchSize = Clips, Epochs = 1 } };
        double Loss(int other) => Train(
            Given.Model(), once, (clip, patch, frame) => clip == other ? 2 - Look(clip, patch, frame) : Look(clip, patch, frame))
            .Reports.Single().Loss;
        var all = Loss(other: -1);
        Assert.All(Enumerable.Range(0, Clips), clip => Assert.NotEqual(all, Loss(clip), 4));
    }

    private static Told<SftStep> Train(VideoLm model, TowerTraining training, Func<int, int, int, int>? look = null)
    {
        var told = new Told<SftStep>();
        training.Train(model, Clips, Shown, clip => Labels(clip, look ?? Look), told);
        return told;
    }

    /// <summary>0 dark, 1 red, 2 blue; a patch changes now and then.</summary>
    private static int Look(int clip, int patch, int frame) => Pcg.From(clip, patch, frame / 2).Below(3);

    private static PatchLabels Labels(int clip, Func<int, int, int, int> look) => new(
    [
        [.. Each((patch, frame) => look(clip, patch, frame))],
        [.. Each((patch, frame) => frame > 0 && look(clip, patch, frame) != look(clip, patch, frame - 1) ? 1 : 0)],
    ]);

    private static IEnumerable<int> Each(Func<int, int, int> label) =>
        from frame in Enumerable.Range(0, FramesPerClip) from patch in Enumerable.Range(0, 16) select label(patch, frame);

    private static Frames Shown(int clip)
    {
        var rgb = new byte[FramesPerClip * 16 * 16 * 3];
        for (var i = 0; i < rgb.Length / 3; i++)
        {
            var (frame, y, x) = (i / 256, i / 16 % 16, i % 16);
            var look = Look(clip, y / 4 * 4 + x / 4, frame);
            if (look > 0) rgb[3 * i + (look == 1 ? 0 : 2)] = 255;
        }

        return new Frames(16, 16, rgb, [.. Enumerable.Range(0, FramesPerClip).Select(f => (double)f)]);
    }
}
