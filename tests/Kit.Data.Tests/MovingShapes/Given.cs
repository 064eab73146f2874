using FsCheck;
using FsCheck.Fluent;
using Kit.Data.MovingShapes;

namespace Kit.Data.Tests.MovingShapes;

/// <summary>Worlds and clips for the laws; FsCheck draws the indices, so every run meets other clips.</summary>
internal static class Given
{
    public static World World { get; } = new(20260101);

    public static Gen<Split> Split { get; } = Gen.Elements(Enum.GetValues<Split>());

    public static Gen<Clip> Clip { get; } =
        from split in Split
        from index in Gen.Choose(0, 100_000)
        select World.Clip(split, index);

    public static IEnumerable<Question> Everything(World world, Clip clip) =>
        [
            .. Questions.Training(world, clip), .. Questions.Evaluation(world, clip),
            .. Questions.Hallucinations(world, clip).SelectMany(pair => new[] { pair.Basic, pair.Hallucinated }),
        ];
}
