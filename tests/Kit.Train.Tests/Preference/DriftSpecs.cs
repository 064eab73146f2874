using Kit.Expressions;
using Kit.Train.Preference;

namespace Kit.Train.Tests.Preference;

/// <summary>Two pairs worked by hand; padding holds numbers that must not count.</summary>
public sealed class DriftSpecs
{
    private static readonly Dictionary<Evidence, Grid> Pairs = new()
    {
        [Quantity.PolicyLogp.At(Slot.Chosen)] = Grid.From([[-1, -2, -0.5], [-0.25, -3, -7]]),
        [Quantity.ReferenceLogp.At(Slot.Chosen)] = Grid.From([[-1.25, -1.5, -0.25], [-1.5, -2, -1]]),   // Δ .25 −.5 −.25, 1.25 −1
        [Quantity.Mask.At(Slot.Chosen)] = Grid.From([[1.0, 1, 1], [1, 1, 0]]),
        [Quantity.Span.At(Slot.Chosen)] = Grid.From([[0.0, 1, 0], [0, 1, 0]]),
        [Quantity.Kl.At(Slot.Chosen)] = Grid.From([[0.1, 0.2, 0.3], [0.05, 0.4, 9]]),
        [Quantity.PolicyLogp.At(Slot.Rejected)] = Grid.From([[-1.0, -1], [-2, -1]]),
        [Quantity.ReferenceLogp.At(Slot.Rejected)] = Grid.From([[-0.5, -1.25], [-1, -1.5]]),            // Δ −.5 .25, −1 .5
        [Quantity.Mask.At(Slot.Rejected)] = Grid.From([[1.0, 1], [1, 1]]),
        [Quantity.Span.At(Slot.Rejected)] = Grid.From([[1.0, 0], [1, 0]]),
        [Quantity.Kl.At(Slot.Rejected)] = Grid.From([[0.3, 0.1], [0.2, 0.25]]),
    };

    [Theory]
    [InlineData("kl/chosen", 0.525)]
    [InlineData("kl/rejected", 0.425)]
    [InlineData("kl/chosen_token", 0.21)]
    [InlineData("kl/rejected_token", 0.2125)]
    [InlineData("delta/chosen", -0.125)]
    [InlineData("delta/rejected", -0.375)]
    [InlineData("delta/span_chosen", -0.75)]
    [InlineData("delta/span_rejected", -0.75)]
    [InlineData("delta/rest_chosen", 1.25 / 3)]
    [InlineData("delta/rest_rejected", 0.375)]
    [InlineData("displacement", 0.5)]                                                      // −.5 < 0 < .25
    [InlineData("drift/rest", 0.5)]                                                        // (.25 + .25 + 1.25 + .25 + .5) / 5
    [InlineData("len/chosen", 2.5)]
    [InlineData("len/rejected", 2)]
    public void Every_number_is_what_its_name_says(string name, double expected) =>
        Assert.Equal(expected, Interpreter.Apply(Drift.Metrics.Single(m => m.Name == name).Value, Pairs).Value, 9);

    /// <summary>Σ_t e^Δ − Δ − 1 over the tokens that count: chosen .25 −.5 −.25 | 1.25 −1, rejected −.5 .25 | −1 .5.
    /// </summary>
    [Theory]
    [InlineData("k3/chosen", 0.5 * (0.0340254166877 + 0.1065306597126 + 0.0288007830714 + 1.2403429574618 + 0.3678794411714))]
    [InlineData("k3/rejected", 0.5 * (0.1065306597126 + 0.0340254166877 + 0.3678794411714 + 0.1487212707001))]
    [InlineData("k3/chosen_token", 0.2 * (0.0340254166877 + 0.1065306597126 + 0.0288007830714 + 1.2403429574618 + 0.3678794411714))]
    [InlineData("k3/rejected_token", 0.25 * (0.1065306597126 + 0.0340254166877 + 0.3678794411714 + 0.1487212707001))]
    public void Without_states_the_divergence_is_estimated(string name, double expected) => Assert.Equal(
        expected, Interpreter.Apply(Drift.From(ReferenceKept.LogProbabilities).Single(m => m.Name == name).Value, Pairs).Value, 9);

    [Fact]
    public void What_can_be_told_follows_from_what_is_kept()
    {
        Assert.Equal(["len/chosen", "len/rejected"], Drift.From(ReferenceKept.Nothing).Select(m => m.Name));
        Assert.Equal(Drift.Metrics.Select(m => m.Name.Replace("kl/", "k3/", StringComparison.Ordinal)),
            Drift.From(ReferenceKept.LogProbabilities).Select(m => m.Name));
        Assert.Equal(Drift.Metrics.Select(m => m.Name), Drift.From(ReferenceKept.States).Select(m => m.Name));
    }
}
