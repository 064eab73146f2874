using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Optimisers over several steps against the same update in managed float64.</summary>
public sealed class OptimizerSpecs : IDisposable
{
    private static readonly double[] Start = [1, -2, 0.5];
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    private static Parameter Weights() => nn.Parameter(tensor(Start));

    /// <summary>∇ of Σ (w − i)⁴ / 4.</summary>
    private static double[] Gradient(double[] w) => [.. w.Select((v, i) => Math.Pow(v - i, 3))];

    private static void Check(optim.Optimizer optimizer, Parameter w, Func<double[], double[], int, double[]> update)
    {
        double[] expected = [.. Start];
        for (int step = 1; step <= 7; step++)
        {
            optimizer.zero_grad();
            ((w - tensor(new[] { 0.0, 1, 2 })).pow(4).sum() / 4).backward();
            optimizer.step();
            expected = update(expected, Gradient(expected), step);
            Assert.Equal(expected, w.data<double>().ToArray(), new Near());
        }
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0.1, false, false)]
    [InlineData(0.1, true, false)]
    [InlineData(0.1, false, true)]
    public void AdamW_decays_weights_apart_from_the_moments(double decay, bool amsgrad, bool maximize)
    {
        var w = Weights();
        double[] m = new double[3], v = new double[3], top = new double[3];
        Check(optim.AdamW([w], 0.05, 0.8, 0.95, 1e-6, decay, amsgrad, maximize), w,
            (x, g, t) => [.. x.Select((value, i) =>
        {
            double gradient = maximize ? -g[i] : g[i];
            m[i] = (0.8 * m[i]) + (0.2 * gradient);
            v[i] = (0.95 * v[i]) + (0.05 * gradient * gradient);
            top[i] = Math.Max(top[i], v[i]);
            double corrected = (amsgrad ? top[i] : v[i]) / (1 - Math.Pow(0.95, t));
            return (value * (1 - (0.05 * decay))) - (0.05 * m[i] / (1 - Math.Pow(0.8,
                t)) / (Math.Sqrt(corrected) + 1e-6));
        })]);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.9, 0, false)]
    [InlineData(0.9, 0.3, false)]
    [InlineData(0.9, 0, true)]
    public void SGD_follows_its_momentum(double momentum, double dampening, bool nesterov)
    {
        var w = Weights();
        double[]? buffer = null;
        Check(optim.SGD([w], 0.01, momentum, dampening, 0.1, nesterov), w, (x, g, _) =>
        {
            double[] d = [.. g.Select((value, i) => value + (0.1 * x[i]))];
            buffer = buffer is null ? d : [.. buffer.Select((b, i) => (momentum * b) + ((1 - dampening) * d[i]))];
            return [.. x.Select((value,
                i) => value - (0.01 * (momentum == 0 ? d[i] : nesterov ? d[i] + (momentum * buffer[i]) : buffer[i])))];
        });
    }

    [Fact]
    public void The_defaults_are_those_of_TorchSharp_not_of_PyTorch()
    {
        var options = (AdamW.Options)((ParamGroup)optim.AdamW([Weights()]).ParamGroups.Single()).Options;
        Assert.Equal((1e-3, 0.9, 0.999, 1e-8), (options.LearningRate, options.beta1, options.beta2, options.eps));
        Assert.Equal((0.0, false, false), (options.weight_decay, options.amsgrad, options.maximize));
        Assert.Equal((0.9, 0.999), new AdamW([Weights()]).Betas);
    }

    [Fact]
    public void Groups_keep_their_own_options_and_take_the_rest()
    {
        Parameter a = Weights(), b = Weights(), c = Weights();
        var optimizer = optim.AdamW([new AdamW.ParamGroup([a], 0.5),
            new AdamW.ParamGroup([b], new AdamW.Options { weight_decay = 0.1 })], 0.1);
        optimizer.add_param_group(new AdamW.ParamGroup { Parameters = [c] });
        Assert.Equal([0.5, 0.1, 0.1], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.5, 0.1, 0.1], optimizer.ParamGroups.Select(group => group.InitialLearningRate));
        Assert.Equal([a, b, c], optimizer.parameters(), ReferenceEqualityComparer.Instance);
        foreach (var w in new[] { a, b, c }) w.grad = ones(3, float64);
        optimizer.step();
        Assert.Equal(0.5, a[0].item<double>(), 6);
        Assert.Equal(1 - 0.01 - 0.1, b[0].item<double>(), 6);
        Assert.Equal(0.9, c[0].item<double>(), 6);
    }

    [Fact]
    public void A_step_leaves_parameters_without_a_gradient_alone_and_returns_the_closures_loss()
    {
        var w = Weights();
        var optimizer = optim.AdamW([("w", w)]);
        Assert.Null(optimizer.step());
        Assert.Equal(Start, w.data<double>().ToArray());
        var loss = optimizer.step(() =>
        {
            var value = w.square().sum();
            value.backward();
            return value;
        });
        Assert.Equal(5.25, loss.item<double>());
        optimizer.zero_grad();
        Assert.Equal([0.0, 0, 0], w.grad!.data<double>().ToArray());
    }

    [Theory]
    [InlineData("adamw")]
    [InlineData("sgd")]
    public void A_state_carried_over_continues_bit_for_bit(string kind)
    {
        Parameter a = Weights(), b = Weights();
        OptimizerHelper one = Make(a), two = Make(b);
        for (int i = 0; i < 3; i++) Step(one, a);
        using (no_grad()) b.copy_(a);
        two.load_state_dict(one.state_dict());
        for (int i = 0; i < 3; i++)
        {
            Step(one, a);
            Step(two, b);
        }
        Assert.True(a.Equals(b));
        Assert.True(two.state_dict().State[0].ApproximatelyEquals(one.state_dict().State[0]) || kind == "sgd");
        Assert.Throws<ArgumentException>(() => Make(a, b).load_state_dict(one.state_dict()));

        OptimizerHelper Make(params Parameter[] w) => kind switch
        {
            "adamw" => new AdamW(w, 0.1, weight_decay: 0.1, amsgrad: true),
            _ => new SGD(w, 0.1, 0.9),
        };
        static void Step(OptimizerHelper optimizer, Parameter w)
        {
            optimizer.zero_grad();
            w.pow(2).sum().backward();
            optimizer.step();
        }
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double obj) => 0;
    }
}
