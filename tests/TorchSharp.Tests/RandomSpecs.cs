using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Draws: their range, their moments, and that a seed decides them.</summary>
[Covers(
    "bernoulli", "bernoulli_", "exponential_", "multinomial", "normal_", "uniform_", "rand_like", "randn_like",
    "randint",
    "randperm", "manual_seed", "seed", "initial_seed", "get_rng_state", "set_rng_state")]
[Collection("alone")]
public sealed class RandomSpecs : IDisposable
{
    private const int Many = 20_000;
    private readonly DisposeScope scope = NewDisposeScope();

    public RandomSpecs() => manual_seed(7);

    public void Dispose() => scope.Dispose();

    public static TheoryData<string, double, double> Moments => new()
    {
        { "rand", 0.5, Math.Sqrt(1 / 12.0) }, { "randn", 0, 1 }, { "uniform", 4, Math.Sqrt(1 / 3.0) },
            { "normal", 5, 2 },
        { "bernoulli", 0.3, Math.Sqrt(0.21) }, { "exponential", 0.5, 0.5 }, { "randint", 3.5, Math.Sqrt(1.25) },
    };

    private static Tensor Draw(string name, Generator? generator = null) => name switch
    {
        "rand" => rand(Many, generator: generator),
        "randn" => randn(Many, generator: generator),
        "uniform" => empty(Many).uniform_(3, 5, generator),
        "normal" => empty(Many).normal_(5, 2, generator),
        "bernoulli" => empty(Many).bernoulli_(0.3, generator),
        "exponential" => empty(Many).exponential_(2, generator),
        _ => randint(2, 6, [Many], generator: generator),
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public void Means_and_deviations_are_those_of_the_law(string name, double mean, double deviation)
    {
        var x = Draw(name).to(float64);
        double error = 6 * deviation / Math.Sqrt(Many);
        Assert.InRange(x.mean().item<double>(), mean - error, mean + error);
        Assert.InRange(x.std().item<double>(), deviation * 0.95, deviation * 1.05);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void The_same_seed_draws_the_same_numbers(string name, double mean, double deviation)
    {
        Assert.True(double.IsFinite(mean + deviation));
        using var generator = new Generator(11);
        var first = Draw(name, generator);
        Assert.False(first.Equals(Draw(name, generator)));
        Assert.True(first.Equals(Draw(name, generator.manual_seed(11))));
        manual_seed(3);
        var global = Draw(name);
        random.manual_seed(3);
        Assert.True(global.Equals(Draw(name)));
    }

    [Fact]
    public void A_saved_state_continues_where_it_was_taken()
    {
        using var state = get_rng_state();
        var first = randn(5);
        set_rng_state(state);
        Assert.True(first.Equals(randn(5)));
        using var own = new Generator(5);
        using var taken = own.get_state();
        var drawn = rand(5, generator: own);
        own.set_state(taken);
        Assert.True(drawn.Equals(rand(5, generator: own)));
        random.set_rng_state(random.get_rng_state());
        Assert.Equal(7, initial_seed());
        Assert.Equal(7, random.initial_seed());
        Assert.Equal(5, own.initial_seed());
        Assert.Equal(DeviceType.CPU, own.device.type);
        Assert.NotEqual(seed(), random.seed());
        Assert.Equal(initial_seed(), Generator.Default.initial_seed());
        _ = own.seed();
    }

    [Fact]
    public void A_permutation_holds_every_number_once()
    {
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), randperm(50).data<long>().Order());
        Assert.False(randperm(50).Equals(arange(50)));
    }

    [Fact]
    public void Draws_follow_probabilities_in_a_tensor()
    {
        var p = tensor(new[] { 0.0, 1, 0.5 });
        var x = p.expand(Many, 3).bernoulli();
        Assert.Equal([0.0, Many], x.sum(0L)[..2].data<double>().ToArray());
        Assert.InRange(bernoulli(p.expand(Many, 3))[.., 2].mean().item<double>(), 0.47, 0.53);
        Assert.Equal(1.0, zeros(3, float64).bernoulli_(p)[1].item<double>());
        Assert.Equal([1L, 1, 1], tensor(new[] { 0.0, 1, 0 }).multinomial(3, true).data<long>().ToArray());
        Assert.Equal([0L, 1, 2], multinomial(ones(3), 3).data<long>().Order());
    }

    [Fact]
    public void Draws_like_a_tensor_have_its_shape_and_type()
    {
        var x = zeros(2, 3, float64);
        foreach (var drawn in new[] { rand_like(x), randn_like(x), x.rand_like(), x.randn_like() })
            Assert.Equal((ScalarType.Float64, 6L), (drawn.dtype, drawn.numel()));
        Assert.InRange(randint(4, [100]).max().item<long>(), 0, 3);
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_drops_a_share()
    {
        var x = nn.functional.dropout(ones(Many), 0.25);
        Assert.InRange(x.mean().item<float>(), 0.97f, 1.03f);
        Assert.InRange((x == 0).to(float32).mean().item<float>(), 0.23f, 0.27f);
        Assert.Equal(4 / 3f, x.max().item<float>(), 5);
    }
}
