using Kit.Data.MovingShapes;

namespace Kit.Data.Tests.MovingShapes;

/// <summary>Counts over 6000 clips of a fixed seed; a share lies within four standard errors of its claim.</summary>
public class BiasSpecs
{
    private const int Clips = 6000;

    [Theory]
    [InlineData(Split.Train, 0.85, 0.8)]
    [InlineData(Split.Align, 0.85, 0.8)]
    [InlineData(Split.Test, 0.25, 0.5)]
    public void Suggested_values_come_with_their_strength_and_in_the_test_by_chance(
        Split split, double direction, double speed)
    {
        var heroes = Heroes(Given.World, split);
        Share(direction, heroes, h => h.Look.Colour == Colour.Red, h => h.Direction == Direction.Left);
        Share(direction, heroes, h => h.Look.Colour == Colour.Blue, h => h.Direction == Direction.Right);
        Share(speed, heroes, h => h.Look.Shape == Shape.Triangle, h => h.Speed == Speed.Quickly);
        Share(speed, heroes, h => h.Look.Shape == Shape.Circle, h => h.Speed == Speed.Slowly);
    }

    [Theory]
    [InlineData(Split.Train)]
    [InlineData(Split.Test)]
    public void Everything_else_is_balanced(Split split)
    {
        var heroes = Heroes(Given.World, split);
        foreach (var colour in Enum.GetValues<Colour>()) Share(0.2, heroes, _ => true, h => h.Look.Colour == colour);
        foreach (var shape in Enum.GetValues<Shape>()) Share(0.25, heroes, _ => true, h => h.Look.Shape == shape);
        foreach (var colour in new[] { Colour.Green, Colour.Yellow, Colour.Purple })
            foreach (var direction in Enum.GetValues<Direction>())
                Share(0.25, heroes, h => h.Look.Colour == colour, h => h.Direction == direction);
        foreach (var shape in new[] { Shape.Square, Shape.Cross })
            Share(0.5, heroes, h => h.Look.Shape == shape, h => h.Speed == Speed.Slowly);
        foreach (var direction in new[] { Direction.Up, Direction.Down })
            Share(split == Split.Test ? 0.25 : 0.05, heroes, IsRed, h => h.Direction == direction);
    }

    [Fact]
    public void The_strength_is_the_worlds_parameter()
    {
        var heroes = Heroes(Given.World.With(new Bias(1, 1)), Split.Train);
        Assert.All(heroes.Where(h => h.Look.Colour == Colour.Red), h => Assert.Equal(Direction.Left, h.Direction));
        Assert.All(heroes.Where(h => h.Look.Shape == Shape.Circle), h => Assert.Equal(Speed.Slowly, h.Speed));
        Share(0.25, Heroes(Given.World.With(Bias.None), Split.Train), IsRed, h => h.Direction == Direction.Left);
    }

    [Fact]
    public void A_question_is_tempting_only_where_the_suggestion_is_wrong()
    {
        foreach (var clip in Given.World.Clips(Split.Test, 200))
            foreach (var question in Questions.Evaluation(Given.World, clip).Where(q => q.Skill == Skill.Direction))
            {
                var suggested = clip.Scene.Hero.Look.Colour switch
                {
                    Colour.Red => "to the left",
                    Colour.Blue => "to the right",
                    _ => null,
                };
                Assert.Equal(question.Concepts[^1].Value == suggested ? null : suggested, question.Tempting);
            }
    }

    private static List<Hero> Heroes(World world, Split split) =>
        [.. world.Clips(split, Clips).Select(clip => clip.Scene.Hero)];

    private static bool IsRed(Hero hero) => hero.Look.Colour == Colour.Red;

    private static void Share(double expected, List<Hero> heroes, Func<Hero, bool> given, Func<Hero, bool> then)
    {
        var group = heroes.Where(given).ToList();
        var share = group.Count(then) / (double)group.Count;
        Assert.InRange(share, expected - Error(), expected + Error());
        double Error() => 4 * Math.Sqrt(expected * (1 - expected) / group.Count) + 1e-9;
    }
}
