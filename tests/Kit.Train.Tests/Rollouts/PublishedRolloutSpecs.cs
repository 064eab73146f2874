using Kit.Expressions;
using Kit.Tests.Fixtures;
using Kit.Train.Rollouts;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Rollouts;

/// <summary>The published cases of rl.json through what a rollout runs.</summary>
public sealed class PublishedRolloutSpecs
{
    public static TheoryData<string> Estimates => RolloutCoverage.Estimates;

    [Theory, MemberData(nameof(Estimates))]
    public void A_rollout_earns_the_published_advantages_and_returns(string name)
    {
        using var scope = NewDisposeScope();
        var one = RolloutCoverage.Case(name);
        using var earnings = new Earnings(RolloutCoverage.Estimate(one));
        var look = RolloutCoverage.Evidence(one).ToDictionary(e => e.Key, e => ToTensor(e.Value));
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        earnings.Add(look, metrics, one.Number("klCoefficient"));
        Near(one.Expected("advantages"), look[Quantity.TokenAdvantage.At(Slot.Response)]);
        Near(one.Expected("returns"), look[Quantity.Return.At(Slot.Response)]);
        var rows = one.Expected("kl").Shape[0];
        Assert.Equal(one.Expected("kl").Values.Sum() / rows, metrics["objective/kl"], 9);
        Assert.Equal(one.Expected("shapedRewards").Values.Sum() / rows, metrics["objective/rlhf_reward"], 9);
    }

    private static Tensor ToTensor(Grid grid) =>
        tensor(grid.Values.ToArray(), [.. grid.Shape.Select(size => (long)size)], dtype: ScalarType.Float64);

    private static void Near(Grid expected, Tensor got) => Assert.All(
        expected.Values.Zip(got.data<double>().ToArray()), x => Assert.Equal(x.First, x.Second, 9));
}
