using FsCheck.Fluent;
using Kit.Data.MovingShapes;

namespace Kit.Data.Tests.MovingShapes;

public class WorldLaws
{
    [Fact]
    public void A_clip_is_a_pure_function_of_seed_split_and_index() => Law.Holds(Given.Clip, clip =>
        new World(Given.World.Seed).Clip(clip.Split, clip.Index) == clip
        && new World(Given.World.Seed + 1).Clip(clip.Split, clip.Index) != clip);

    [Fact]
    public void Splits_share_no_clip_and_no_scene()
    {
        var clips = Enum.GetValues<Split>().SelectMany(split => Given.World.Clips(split, 400)).ToList();
        Assert.Equal(clips.Count, clips.Select(clip => clip.Id).Distinct().Count());
        Assert.Equal(clips.Count, clips.Select(clip => clip.Scene).Distinct().Count());
    }

    [Fact]
    public void The_bias_changes_nothing_in_the_test_split() => Law.Holds(Given.Clip, clip =>
        clip.Split != Split.Test || Given.World.With(new Bias(1, 1)).Clip(clip.Split, clip.Index) == clip);

    [Fact]
    public void No_two_shapes_of_a_scene_share_a_colour_or_a_shape() => Law.Holds(Given.Clip, clip =>
    {
        var looks = clip.Scene.Extras.Select(extra => extra.Look).Append(clip.Scene.Hero.Look).ToList();
        return looks.Select(look => look.Colour).Distinct().Count() == looks.Count
            && looks.Select(look => look.Shape).Distinct().Count() == looks.Count;
    });

    [Fact]
    public void The_speed_can_be_seen() => Law.Holds(Given.Clip, clip =>
    {
        var (from, to) = (clip.Scene.Hero.Motion.From, clip.Scene.Hero.Motion.To);
        var way = 64 * (Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y));
        var pace = way / (clip.Scene.Hero.Motion.Stop - clip.Scene.Hero.Motion.Start);
        return clip.Scene.Hero.Speed == Speed.Slowly ? way is >= 4 and <= 20 && pace <= 10 : way >= 40 && pace >= 20;
    });

    [Fact]
    public void Every_shape_lies_inside_the_frame_and_is_large_enough() => Law.Holds(Given.Clip, clip =>
    {
        var hero = clip.Scene.Hero;
        return clip.Scene.Extras.Select(extra => (extra.Place, extra.Across))
            .Append((hero.Motion.From, hero.Across)).Append((hero.Motion.To, hero.Across))
            .All(shape => 64 * shape.Across >= 15 && Inside(shape.Item1, shape.Across / 2));

        static bool Inside(Point centre, double half) =>
            Math.Min(centre.X, centre.Y) >= half && Math.Max(centre.X, centre.Y) <= 1 - half;
    });

    [Fact]
    public void Changes_lie_a_quarter_of_the_clip_apart_or_more() => Law.Holds(Given.Clip, clip =>
    {
        var moments = clip.Scene.Events.Select(extra => extra.Presence.At / clip.Scene.Duration).ToList();
        return moments.All(moment => moment is >= 0.2 and <= 0.8)
            && (moments.Count < 2 || moments[1] - moments[0] >= 0.25 - 1e-9);
    });

    [Fact]
    public void The_hero_never_hides_a_shape_that_changes() => Law.Holds(Given.Clip, clip =>
        clip.Scene.Events.All(extra => Enumerable.Range(0, 33).All(step =>
        {
            var at = clip.Scene.Hero.Motion.At(step * clip.Scene.Duration / 32);
            var reach = (extra.Across + clip.Scene.Hero.Across) / 2;
            return Math.Max(Math.Abs(at.X - extra.Place.X), Math.Abs(at.Y - extra.Place.Y)) >= reach;
        })));

    [Theory]
    [InlineData(62, 8)]
    [InlineData(114, 8)]
    [InlineData(65, 8)]
    [InlineData(64, 3)]
    [InlineData(64, 31)]
    public void Absurd_parameters_are_refused(int size, int fps)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new World(1, size, fps, new Bias()));
        Assert.Contains("expected", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new World(1) with { Size = size, Fps = fps });
    }
}
