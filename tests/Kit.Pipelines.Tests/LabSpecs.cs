using Kit.Data.MovingShapes;
using Kit.Pipelines.Shapes;
using Kit.Train;
using static TorchSharp.torch;

namespace Kit.Pipelines.Tests;

public sealed class LabSpecs
{
    [Fact]
    public void A_copy_answers_alike_and_is_another_model()
    {
        using var scope = NewDisposeScope();
        var lab = Given.Laboratory();
        var copy = lab.Copy();
        Assert.NotSame(lab.Model, copy.Model);
        var weights = copy.Model.state_dict();
        Assert.All(lab.Model.state_dict(), w => Assert.True(w.Value.Equals(weights[w.Key]), w.Key));
        using (no_grad()) copy.Model.Head.Weight.zero_();
        Assert.False(lab.Model.Head.Weight.Equals(copy.Model.Head.Weight));
    }

    [Fact]
    public void Weights_are_named_by_all_that_they_depend_on_and_by_nothing_else()
    {
        var plan = LabPlan.Quick;
        LabPlan[] others =
        [
            plan with { World = new World(2) }, plan with { World = plan.World.With(Bias.None) },
            plan with { TrainClips = 193 }, plan with { Model = plan.Model with { Frames = 4 } },
            plan with { Tower = plan.Tower with { Seed = 9 } },
            plan with { Schooling = plan.Schooling with { ConversationsPerClip = 5 } },
        ];
        Assert.Equal(1 + others.Length, others.Append(plan).Select(p => p.Fingerprint).Distinct().Count());
        Assert.Equal(plan.Fingerprint, (plan with { AlignClips = 1, TestClips = 1 }).Fingerprint);
    }

    [Fact]
    public void Patches_are_labelled_by_what_stands_there_and_how_it_moves()
    {
        var hero = new Hero(
            new Look(Colour.Blue, Shape.Triangle), Direction.Right, Speed.Quickly, 15 / 64.0,
            new Motion(new Point(0.125, 0.125), new Point(0.875, 0.125), 1, 2));
        var extra = new Extra(
            new Look(Colour.Green, Shape.Cross), new Point(0.875, 0.875), 15 / 64.0, new Presence.Since(1.5));
        var scene = new Scene(3, hero, [extra], new Backdrop(0, 0, 0, 0, 0, 0, 0));
        var labels = Sightings.Of(scene, [0, 1.25, 2.5], grid: 4);                       // 4 × 4 patches, three frames
        var (blue, green, moving) = (1 + 2 * 4 + 2, 1 + 1 * 4 + 3, 1 + 1);
        Assert.Equal([21, 6], Sightings.Classes);
        Assert.Equal([(0, 0, blue), (1, 1, blue), (2, 3, blue), (2, 15, green)], Marked(labels.Kinds[0]));
        Assert.Equal([(1, 1, moving), (2, 3, moving)], Marked(labels.Kinds[1]));
        var slow = scene with { Hero = hero with { Speed = Speed.Slowly, Direction = Direction.Left } };
        Assert.All(Marked(Sightings.Of(slow, [0, 1.25, 2.5], grid: 4).Kinds[1]), m => Assert.Equal(5, m.Label));
    }

    private static IEnumerable<(int Frame, int Patch, int Label)> Marked(Sequence<int> labels) =>
        labels.Index().Where(l => l.Item > 0).Select(l => (l.Index / 16, l.Index % 16, l.Item));
}
