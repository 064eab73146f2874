using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Clipping of gradients, parameters as one vector, and initial values.</summary>
public sealed class GradientSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Parameter[] Pair()
    {
        Parameter[] pair = [nn.Parameter(zeros(2, float64)), nn.Parameter(zeros(1, float64)),
            nn.Parameter(zeros(1, float64))];
        pair[0].grad = tensor(new[] { 3.0, -4 });
        pair[1].grad = tensor(new[] { 12.0 });
        return pair;
    }

    private static double[] All(Parameter[] parameters) =>
        [.. parameters.SelectMany(p => p.grad is { } gradient ? gradient.data<double>().ToArray() : [])];

    [Fact]
    public void Clipping_scales_to_the_norm_and_returns_the_norm_before()
    {
        var pair = Pair();
        Assert.Equal(13, nn.utils.clip_grad_norm_(pair, 6.5), 12);
        double[] expected = [1.5, -2, 6];
        for (int i = 0; i < 3; i++) Assert.Equal(expected[i], All(pair)[i], 6);
        Assert.Equal(6.5, nn.utils.clip_grad_norm_(pair, 100), 6);
        Assert.Equal(12, nn.utils.clip_grad_norm_(Pair(), 100, double.PositiveInfinity));
        Assert.Equal(19, nn.utils.clip_grad_norm_(Pair(), 100, 1), 12);
        Assert.Equal(0, nn.utils.clip_grad_norm_([nn.Parameter(zeros(1))], 1));
    }

    [Fact]
    public void Clipping_by_value_bounds_each_element()
    {
        var pair = Pair();
        nn.utils.clip_grad_value_(pair, 3.5);
        Assert.Equal([3, -3.5, 3.5], All(pair));
    }

    [Fact]
    public void Parameters_and_their_vector_round_trip()
    {
        Parameter[] own = [nn.Parameter(ones(2, 2)), nn.Parameter(zeros(3))];
        nn.utils.vector_to_parameters(arange(7).to(float32), own);
        Assert.Equal([2, 2], own[0].shape);
        Assert.Equal([0f, 1, 2, 3, 4, 5, 6], nn.utils.parameters_to_vector(own).data<float>().ToArray());
        nn.utils.parameters_to_vector(own).sum().backward();
        Assert.Equal([1f, 1, 1], own[1].grad!.data<float>().ToArray());
    }

    [Fact]
    public void Initial_values_have_the_bounds_and_deviations_they_promise()
    {
        var w = nn.Parameter(empty(200, 300));
        Assert.Equal((300, 200), nn.init.CalculateFanInAndFanOut(w));
        Assert.Equal((12, 20), nn.init.CalculateFanInAndFanOut(empty(5, 3, 2, 2)));
        Bounded(nn.init.uniform_(w, -1, 2), -1, 2);
        Bounded(nn.init.xavier_uniform_(w), -Math.Sqrt(6.0 / 500), Math.Sqrt(6.0 / 500));
        Bounded(nn.init.kaiming_uniform_(w, Math.Sqrt(5)), -1 / Math.Sqrt(300), 1 / Math.Sqrt(300));
        Spread(nn.init.normal_(w, 1, 0.5), 0.5);
        Spread(nn.init.xavier_normal_(w, 2), 2 * Math.Sqrt(2.0 / 500));
        Spread(nn.init.kaiming_normal_(w, 0, nn.init.FanInOut.FanOut, nn.init.NonlinearityType.ReLU),
            Math.Sqrt(2.0 / 200));
        Assert.Equal(60000f, nn.init.ones_(w).sum().item<float>());
        Assert.Equal(0f, nn.init.zeros_(w).sum().item<float>());
        Assert.Equal(30000f, nn.init.constant_(w, 0.5).sum().item<float>());
        Assert.True(w.requires_grad && w.is_leaf);
        Assert.Equal(5.0 / 3, nn.init.calculate_gain(nn.init.NonlinearityType.Tanh));
        Assert.Equal(1, nn.init.calculate_gain(nn.init.NonlinearityType.Linear));
        Assert.Throws<ArgumentException>(() => nn.init.xavier_uniform_(ones(2)));
    }

    private static void Bounded(Tensor w, double low, double high)
    {
        Assert.InRange(w.min().item<float>(), low, low + (0.01 * (high - low)));
        Assert.InRange(w.max().item<float>(), high - (0.01 * (high - low)), high);
    }

    private static void Spread(Tensor w, double deviation) =>
        Assert.InRange(w.std().item<float>(), deviation * 0.97, deviation * 1.03);
}
