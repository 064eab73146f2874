using FsCheck;
using FsCheck.Fluent;
using Kit.Video;

namespace Kit.Tests.Video;

/// <summary>Small clips and every kind of perturbation.</summary>
internal static class Given
{
    public static Gen<FramePlan> Plan { get; } =
        from count in Gen.Choose(1, 70)
        from fps in Gen.Elements(0.5, 1, 2, 24, 40)
        from plan in Gen.Elements<FramePlan>(new FramePlan.Uniform(count), new FramePlan.Linspace(count),
            new FramePlan.Rate(fps, count), new FramePlan.Qwen(fps, Math.Min(count, 4), count))
        select plan;

    public static Gen<Perturbation> Part { get; } = Gen.OneOf(
        (from low in Gen.Choose(0, 100)
         from high in Gen.Choose(low, 100)
         select (Perturbation)new Perturbation.BlockMask(low / 100.0, high / 100.0)),
        Gen.Choose(1, 6).Select(window => (Perturbation)new Perturbation.LocalShuffle(window)),
        Gen.Constant<Perturbation>(new Perturbation.GlobalShuffle()),
        Gen.Constant(Perturbation.None),
        Gen.Constant(Perturbation.Rrpo));

    public static Gen<Frames> Clip { get; } =
        from count in Gen.Choose(0, 12)
        from height in Gen.Choose(1, 20)
        from width in Gen.Choose(1, 20)
        select Frames(count, height, width);

    /// <summary>Every byte tells its frame: frame f is filled with f + 1, which is never the mask's grey.</summary>
    public static Frames Frames(int count, int height, int width) => new(height, width,
        Enumerable.Range(0, count).SelectMany(f => Enumerable.Repeat((byte)(f + 1), height * width * 3)).ToArray(),
        [.. Enumerable.Range(0, count).Select(f => f / 8.0)]);

    public static Pcg Pcg(int seed) => Kit.Pcg.From(seed, 17);
}
