using Kit.Data.MovingShapes;
using Kit.Train.Supervised;

namespace Kit.Pipelines.Shapes;

/// <summary>What every patch of a clip shows, from the scene itself: which look, and how it moves.</summary>
/// <remarks>A quick way is told by its direction, a slow one only as slow. So the tower does not learn where slow
/// shapes go; the language model has to find that out from answers about clips that carry the planted correlation
/// (<see cref="Bias"/>).</remarks>
internal static class Sightings
{
    private const double Still = 0.25 / 64;
    private static readonly int Shapes = Enum.GetValues<Shape>().Length;
    private static readonly int Directions = Enum.GetValues<Direction>().Length;

    /// <summary>Classes of the two kinds: looks, and ways of moving; nothing included.</summary>
    public static Sequence<int> Classes =>
        [1 + Enum.GetValues<Colour>().Length * Shapes, 1 + Directions + 1];

    /// <summary>Labels at some seconds of a scene; the hero hides what is behind it.</summary>
    public static PatchLabels Of(Scene scene, Sequence<double> seconds, int grid) => new(
    [
        [.. seconds.SelectMany(t => Looks(scene, t, grid))],
        [.. seconds.SelectMany((t, i) => Motions(scene.Hero, seconds[Math.Max(0, i - 1)], t, grid))],
    ]);

    private static int[] Looks(Scene scene, double t, int grid)
    {
        var labels = new int[grid * grid];
        foreach (var extra in scene.Extras.Where(e => e.Presence.Covers(t)))
            Put(labels, grid, Class(extra.Look), extra.Place, extra.Across);
        Put(labels, grid, Class(scene.Hero.Look), scene.Hero.Motion.At(t), scene.Hero.Across);
        return labels;
    }

    /// <summary>The hero's way where it moved since the second before, nothing elsewhere.</summary>
    private static int[] Motions(Hero hero, double before, double t, int grid)
    {
        var (labels, from, to) = (new int[grid * grid], hero.Motion.At(before), hero.Motion.At(t));
        if (Math.Abs(from.X - to.X) + Math.Abs(from.Y - to.Y) > Still)
            Put(labels, grid, Class(hero), to, hero.Across);
        return labels;
    }

    private static int Class(Hero hero) => hero.Speed == Speed.Quickly ? 1 + (int)hero.Direction : 1 + Directions;

    private static int Class(Look look) => 1 + (int)look.Colour * Shapes + (int)look.Shape;

    /// <summary>Patches whose centre lies in the shape's square.</summary>
    private static void Put(int[] labels, int grid, int label, Point centre, double across)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var (x, y) = ((i % grid + 0.5) / grid, (i / grid + 0.5) / grid);
            if (Math.Abs(x - centre.X) <= across / 2 && Math.Abs(y - centre.Y) <= across / 2) labels[i] = label;
        }
    }
}
