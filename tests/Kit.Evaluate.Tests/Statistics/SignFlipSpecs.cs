using Kit.Evaluate.Statistics;
using MathNet.Numerics.Distributions;

namespace Kit.Evaluate.Tests.Statistics;

public class SignFlipSpecs
{
    private const int Worlds = 400, Methods = 5;

    private static Observation[] Each(params double[] values) =>
        [.. values.Select((value, i) => new Observation($"{i}", 0, $"clip{i}", value))];

    [Theory]
    [InlineData(new double[] { 1, 1, 1, 1, 1 }, 2 / 32.0)]
    [InlineData(new double[] { 1, 1, 1, 1, -1 }, 12 / 32.0)]
    [InlineData(new double[] { 3, 1, -1 }, 6 / 8.0)]
    [InlineData(new double[] { 3, 2, 1 }, 2 / 8.0)]
    public void All_signs_by_hand(double[] values, double p) =>
        Assert.Equal(p, new SignFlip().PValue(Each(values)), 1e-15);

    [Fact]
    public void Clips_without_a_difference_say_nothing()
    {
        Assert.Equal(2 / 32.0, new SignFlip().PValue(Each([1, 1, 0, 1, 0, 0, 1, 1, .. Enumerable.Repeat(0.0, 50)])));
        Assert.Equal(1, new SignFlip().PValue(Each(0, 0, 0)));
    }

    [Fact]
    public void Items_of_one_clip_flip_together()
    {
        Observation[] four = [.. Enumerable.Range(0, 4).Select(i => new Observation($"{i}", 0, i < 2 ? "a" : "b", 1))];
        Assert.Equal(0.5, new SignFlip().PValue(four));
        Assert.Equal(0.125, new SignFlip().PValue(Each(1, 1, 1, 1)));
    }

    [Fact]
    public void Rounding_breaks_no_tie() => Assert.Equal(
        1, new SignFlip().PValue(Each(0.1 + 0.2, 0.3, -0.3)));

    [Fact]
    public void Drawn_signs_agree_with_all_signs()
    {
        var values = Each(0.9, 0.7, -0.2, 0.5, 0.1, -0.4, 0.8, 0.3);
        var (all, drawn) = (new SignFlip().PValue(values), new SignFlip(Draws: 40_000, Exhaustive: 0).PValue(values));
        Assert.InRange(drawn, all - 0.006, all + 0.006);
        Assert.Equal(drawn, new SignFlip(Draws: 40_000, Exhaustive: 0).PValue(values));
    }

    [Fact]
    public void Every_clip_has_a_sign_of_its_own()
    {
        // 40 of 64 clips gain: P(|S| ≥ 16) of a sum of 64 coins.
        var values = Each([.. Enumerable.Range(0, 64).Select(i => i < 40 ? 1.0 : -1)]);
        var exact = 2 * Binomial.CDF(0.5, 64, 24);
        Assert.InRange(new SignFlip(Draws: 40_000).PValue(values), exact - 0.005, exact + 0.005);
    }

    [Fact]
    public void A_drawn_p_is_never_zero() => Assert.Equal(
        1 / 101.0, new SignFlip(Draws: 100).PValue(Each([.. Enumerable.Repeat(1.0, 70)])), 1e-15);

    [Fact]
    public void On_right_and_wrong_answers_it_is_McNemar()
    {
        // One question a clip: b = 2 lost, c = 7 won; flipping signs is tossing coins for the disagreements.
        var values = Each([.. Enumerable.Repeat(-1.0, 2), .. Enumerable.Repeat(1.0, 7), 0, 0, 0]);
        Assert.Equal(new McNemar(2, 7).PValue, new SignFlip().PValue(values), 1e-12);
    }

    [Fact]
    public void Swapping_or_rescaling_changes_nothing() => Given.Always(Given.Measurements(), measured =>
    {
        var (baseline, candidate) = Given.Pair(measured);
        var differences = Measurements.Differences(baseline, candidate);
        double P(double scale) => new SignFlip(Draws: 200).PValue(
            differences.Select(one => one with { Value = scale * one.Value }));
        return P(1) == P(-1) && P(1) == P(1024);
    });

    [Fact]
    public void Under_the_null_Holm_keeps_the_family_wise_error_at_5_percent()
    {
        var families = Enumerable.Range(0, Worlds).Select(PValues).ToArray();
        var wrong = families.Count(family => Holm.Adjust(family).Any(p => p <= 0.05)) / (double)Worlds;
        var naive = families.Count(family => family.Any(p => p <= 0.05)) / (double)Worlds;
        Assert.InRange(wrong, 0.02, 0.075);
        Assert.True(naive > 0.15, $"{naive}");
    }

    /// <summary>Methods that differ from the baseline by a clip's whim only; 14 clips, few enough to spoil percentile
    /// intervals.</summary>
    private static double[] PValues(int world) =>
    [
        .. Enumerable.Range(0, Methods).Select(method => new SignFlip(Draws: 1000).PValue(
            from clip in Enumerable.Range(0, 14)
            let whim = Normal.InvCDF(0, 1, 0.00005 + 0.9999 * Pcg.From(23, world, method, clip).NextDouble())
            from item in Enumerable.Range(0, 3)
            select new Observation(
                $"{clip}.{item}", 0, $"{clip}", whim + 0.3 * Pcg.From(24, world, method, clip, item).Normal()))),
    ];
}
