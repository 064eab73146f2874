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

    /// <summary>Every kind of perturbation, those of pictures among them.</summary>
    public static Gen<Perturbation> Any { get; } = Gen.OneOf(
        Part,
        Picture,
        Gen.Choose(1, 5).Select(keep => (Perturbation)new Perturbation.DropFrames(keep)),
        from low in Gen.Choose(0, 100)
        from high in Gen.Choose(low, 100)
        select (Perturbation)new Perturbation.TemporalMask(low / 100.0, high / 100.0),
        Gen.Choose(0, 4).Zip(Picture).Select(x => (Perturbation)new Perturbation.Sometimes(x.Item1 / 4.0, x.Item2)),
        Gen.Constant(Perturbation.LeanPo));

    /// <summary>Perturbations that do the same to every frame.</summary>
    public static Gen<Perturbation> Picture => Gen.OneOf(
        from low in Gen.Choose(0, 100)
        from high in Gen.Choose(low, 100)
        select (Perturbation)new Perturbation.ResizedCrop(low / 100.0, high / 100.0),
        Gen.Choose(0, 30).Select(sigma => (Perturbation)new Perturbation.GaussianBlur(0, sigma / 10.0)),
        from strength in Gen.Choose(0, 20).Four()
        let x = new[] { strength.Item1, strength.Item2, strength.Item3, strength.Item4 }.Select(s => s / 40.0).ToArray()
        select (Perturbation)new Perturbation.ColourJitter(x[0], x[1], x[2], x[3]),
        Gen.Constant<Perturbation>(new Perturbation.Greyscale()),
        Gen.Constant<Perturbation>(new Perturbation.HorizontalFlip()));

    public static Gen<Frames> Clip { get; } =
        from count in Gen.Choose(0, 12)
        from height in Gen.Choose(1, 20)
        from width in Gen.Choose(1, 20)
        select Frames(count, height, width);

    /// <summary>Every byte tells its frame: frame f is filled with f + 1, which is never the mask's grey.</summary>
    public static Frames Frames(int count, int height, int width) => new(height, width,
        Enumerable.Range(0, count).SelectMany(f => Enumerable.Repeat((byte)(f + 1), height * width * 3)).ToArray(),
        [.. Enumerable.Range(0, count).Select(f => f / 8.0)]);

    /// <summary>A picture of many colours, the same in every frame.</summary>
    public static Frames Colourful(int count, int height, int width, int seed)
    {
        var pcg = Pcg(seed);
        var picture = Enumerable.Range(0, height * width * 3).Select(_ => (byte)pcg.Below(256)).ToArray();
        return new(height, width, Enumerable.Repeat(picture, count).SelectMany(b => b).ToArray(),
            [.. Enumerable.Range(0, count).Select(f => f / 8.0)]);
    }

    public static Pcg Pcg(int seed) => Kit.Pcg.From(seed, 17);
}
