using Kit.Models.Generation;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Generation;

public sealed class DecodingSpecs
{
    private static readonly Reshaping[] Parts =
    [
        new Reshaping.TopP(0.9), new Reshaping.Temperature(0.7), new Reshaping.RepetitionPenalty(1.1), new Reshaping.TopK(50),
    ];

    [Fact]
    public void It_prints_as_a_protocol_states_it()
    {
        Assert.Equal("greedy, at most 40 tokens", $"{Decoding.Greedy.WithLimit(40)}");
        Assert.Equal(
            "sampled, repetition penalty 1.1, temperature 0.7, top-k 50, top-p 0.9, at most 128 tokens, until \"\\n\" or \"Q:\", 4 samples",
            $"{Parts.Aggregate(Decoding.Sampled, (d, p) => d.With(p)).WithStopTexts("\n", "Q:").WithSamples(4)}");
    }

    [Fact]
    public void Parts_commute_and_the_last_of_a_kind_wins()
    {
        var one = Parts.Aggregate(Decoding.Sampled, (d, p) => d.With(p));
        Assert.Equal(one, Parts.Reverse().Aggregate(Decoding.Sampled, (d, p) => d.With(p)));
        Assert.Equal(one, one.With(new Reshaping.TopK(3)).With(new Reshaping.TopK(50)));
    }

    [Fact]
    public void What_greedy_decoding_would_not_read_is_refused()
    {
        Assert.Equal(
            "temperature 0.7: expected a part that greedy decoding reads, got one that never changes the most likely token. "
            + "Start from Decoding.Sampled.",
            Assert.Throws<ArgumentException>(() => Decoding.Greedy.With(new Reshaping.Temperature(0.7))).Message);
        Assert.Throws<ArgumentException>(() => Decoding.Greedy.WithSamples(2));
        Assert.Equal("greedy, repetition penalty 1.5, at most 128 tokens", $"{Decoding.Greedy.With(new Reshaping.RepetitionPenalty(1.5))}");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void Impossible_numbers_are_refused(double number)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Reshaping.Temperature(number));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Reshaping.RepetitionPenalty(number));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Reshaping.TopP(number));
        Assert.Throws<ArgumentOutOfRangeException>(() => Decoding.Greedy.WithLimit((int)number));
        Assert.Throws<ArgumentException>(() => Decoding.Greedy.WithStopTexts("a", ""));
    }

    /// <summary>Probabilities .4, .3, .2, .1 in another order, by hand.</summary>
    [Fact]
    public void Every_part_does_its_formula()
    {
        using var scope = NewDisposeScope();
        double[] p = [0.1, 0.4, 0.2, 0.3];
        var logits = tensor(p.Select(x => (float)Math.Log(x)).ToArray(), [1, 4]);
        var seen = tensor(new[] { true, false, false, true }, [1, 4]);
        Near(p.Select(x => Math.Log(x) / 0.5), new Reshaping.Temperature(0.5).Apply(logits, seen));
        Near([2 * Math.Log(0.1), Math.Log(0.4), Math.Log(0.2), 2 * Math.Log(0.3)], new Reshaping.RepetitionPenalty(2).Apply(logits, seen));
        Near([1.5, 3, 3, -4], new Reshaping.RepetitionPenalty(2).Apply(tensor(new[] { 3f, 3, 3, -2 }, [1, 4]), seen));
        Assert.Equal([false, true, false, true], Kept(new Reshaping.TopK(2)));
        Assert.Equal([true, true, true, true], Kept(new Reshaping.TopK(9)));
        Assert.Equal([false, true, false, false], Kept(new Reshaping.TopP(0.39)));
        Assert.Equal([false, true, false, true], Kept(new Reshaping.TopP(0.69)));
        Assert.Equal([false, true, true, true], Kept(new Reshaping.TopP(0.71)));
        Assert.Equal([true, true, true, true], Kept(new Reshaping.TopP(1)));
        bool[] Kept(Reshaping part) => part.Apply(logits, seen).isfinite().data<bool>().ToArray();
    }

    private static void Near(IEnumerable<double> expected, Tensor got) =>
        Assert.All(expected.Zip(got.data<float>()), x => Assert.Equal(x.First, x.Second, 5));
}
