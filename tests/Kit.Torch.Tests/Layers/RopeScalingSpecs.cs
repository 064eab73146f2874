using FsCheck;
using FsCheck.Fluent;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

/// <summary>Stretched frequencies: numbers worked from each rule, and what every rule must keep.</summary>
public sealed class RopeScalingSpecs
{
    private const int Width = 16;
    private const double Theta = 10_000;

    private static readonly RopeScaling[] All =
    [
        RopeScaling.None, new RopeScaling.Linear(3), new RopeScaling.Dynamic(2, 16), new RopeScaling.Llama3(8, 1, 4, 64),
        new RopeScaling.Yarn(4, 2048),
    ];

    public static TheoryData<RopeScaling, double[]> Worked => new()
    {
        { new RopeScaling.Linear(4), [0.25, 0.0790569415, 0.025, 0.00790569415, 0.0025, 0.000790569415, 0.00025, 7.90569415e-5] },
        { new RopeScaling.Llama3(8, 1, 4, 64), [1, 0.244384599, 0.013042256, 0.00395284708, 0.00125, 0.000395284708, 0.000125, 3.95284708e-5] },
        { new RopeScaling.Dynamic(2, 16), [1, 0.286414971, 0.0820335356, 0.0234956327, 0.00672950096, 0.00192742982, 0.000552044757, 0.000158113883] },
        { new RopeScaling.Yarn(4, 2048), [1, 0.316227766, 0.1, 0.025693506, 0.00625, 0.00138349648, 0.00025, 7.90569415e-5] },
    };

    [Theory]
    [MemberData(nameof(Worked))]
    public void Frequencies_of_a_head_of_16_at_24_tokens(RopeScaling scaling, double[] expected) =>
        Assert.Equal(expected, scaling.Frequencies(Width, Theta, 24), (a, b) => Math.Abs(a / b - 1) < 1e-8);

    [Fact]
    public void No_rule_turns_faster_than_the_plain_one_and_fast_pairs_come_first() => Prop.ForAll(
        Gen.Elements(All).ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(),
        (scaling, length) =>
        {
            var (plain, got) = (RopeScaling.None.Frequencies(Width, Theta, length), scaling.Frequencies(Width, Theta, length));
            return got.Zip(plain).All(p => p.First <= p.Second * (1 + 1e-12))
                && got.SequenceEqual(got.OrderDescending());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dynamic_is_plain_up_to_the_taught_length()
    {
        var dynamic = new RopeScaling.Dynamic(2, 16);
        Assert.Equal(RopeScaling.None.Frequencies(Width, Theta, 16), dynamic.Frequencies(Width, Theta, 16));
        Assert.NotEqual(RopeScaling.None.Frequencies(Width, Theta, 17), dynamic.Frequencies(Width, Theta, 17));
    }

    [Fact]
    public void Yarn_scales_cos_and_sin()
    {
        Assert.Equal(1.138629436111989, new RopeScaling.Yarn(4, 2048).Amplitude, 12);
        Assert.Equal(1.5, new RopeScaling.Yarn(4, 2048, Attention: 1.5).Amplitude);
    }

    [Fact]
    public void A_row_of_a_batch_has_the_angles_of_its_own_length()
    {
        using var scope = NewDisposeScope();
        var rotary = new Rotary(Width, Theta, new RopeScaling.Dynamic(2, 16), []);
        var longer = arange(24, dtype: ScalarType.Int64).view(1, 1, 24);
        var both = Rope.At(cat([longer, longer.clamp_max(9)], 1), rotary);
        Assert.True(both.Cos[0].allclose(Rope.At(longer, rotary).Cos[0]));
        Assert.True(both.Cos[1].allclose(Rope.At(longer.clamp_max(9), rotary).Cos[0]));
    }

    [Fact]
    public void Each_section_turns_with_its_own_axis()
    {
        using var scope = NewDisposeScope();
        var rotary = new Rotary(8, Theta, RopeScaling.None, [1, 1, 2]);
        var cos = Rope.At(tensor(new long[] { 3, 5, 7 }, [3, 1, 1]), rotary).Cos.flatten().data<float>().ToArray();
        var expected = new[] { 3 * 1.0, 5 * 0.1, 7 * 0.01, 7 * 0.001 }.Select(Math.Cos).ToArray();
        Assert.Equal([.. expected, .. expected], cos.Select(c => (double)c), (a, b) => Math.Abs(a - b) < 1e-6);
    }
}
