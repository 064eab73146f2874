using Kit.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

public sealed class LoraSpecs : IDisposable
{
    private static readonly Lora Small = new(2, 6, Targets.Names("left"));
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly Two two = new();
    private readonly Tensor x = arange(8, dtype: ScalarType.Float32).view(2, 4) / 4;

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Fresh_adapters_change_nothing()
    {
        var before = two.call(x);
        using var adapters = Small.Attach(two, 1);
        Assert.True(before.allclose(two.call(x), 0, 0));
    }

    [Fact]
    public void A_seed_alone_draws_the_adapters_whatever_the_process_has_drawn()
    {
        float[] Drawn(long seed)
        {
            using var adapters = Small.Attach(two, seed);
            return [.. adapters.Named.First().Parameter.data<float>()];
        }

        var first = Drawn(1);
        manual_seed(77);
        var state = rand([3]).data<float>().ToArray();
        manual_seed(77);
        Assert.Equal(first, Drawn(1));
        Assert.Equal(state, rand([3]).data<float>().ToArray());
        Assert.NotEqual(first, Drawn(2));
    }

    [Fact]
    public void An_update_is_alpha_over_r_times_B_A()
    {
        var before = two.left.call(x);
        using var adapters = Learned(Small);
        var named = adapters.Named.ToDictionary(n => n.Name, n => n.Parameter);
        var delta = named["left.lora_B.weight"].matmul(named["left.lora_A.weight"]) * 3;
        Near((two.left.call(x) - before), x.matmul(delta.transpose(0, 1)));
        Near(two.left.Effective, two.left.Weight + delta);
    }

    [Fact]
    public void The_rank_stabilised_scale_divides_by_the_root()
    {
        var before = two.left.call(x);
        using var plain = Learned(Small with { Rank = 4 });
        var update = two.left.call(x) - before;
        plain.Dispose();
        using var stable = Learned((Small with { Rank = 4 }).With(Scaling.ByRootOfRank));
        Near(update * 2, two.left.call(x) - before);
    }

    [Fact]
    public void Patterns_give_layers_their_own_rank_and_alpha()
    {
        var lora = new Lora(2, 6, new Targets.AllLinear()).WithRankAt("inner\\.left", 3).WithRankAt("left", 1).WithAlphaAt("right", 8);
        using var adapters = lora.Attach(two, 1);
        var ranks = adapters.Named.Where(n => n.Name.EndsWith("lora_A.weight", StringComparison.Ordinal))
            .ToDictionary(n => n.Name[..^14], n => n.Parameter.shape[0]);
        Assert.Equal(new Dictionary<string, long> { ["left"] = 1, ["right"] = 2, ["inner.left"] = 3 }, ranks);
        Assert.Equal(4, lora.ScaleOf("right"));
        Assert.Equal(6, lora.ScaleOf("left"));
        Assert.Equal(3, lora.ScaleOf("copyright"));
    }

    [Theory]
    [InlineData("left", 2)]
    [InlineData("inner.left", 1)]
    public void Names_are_ends_of_paths(string name, int count) => Assert.Equal(count, Count(Targets.Names(name)));

    [Theory]
    [InlineData("left", 1)]
    [InlineData(@".*\.left", 1)]
    [InlineData("(?!inner).*(left|right)", 2)]
    public void A_regular_expression_matches_whole_paths(string pattern, int count) =>
        Assert.Equal(count, Count(new Targets.Matching(pattern)));

    [Fact]
    public void All_linear_leaves_the_output_layer_out()
    {
        Assert.Equal(3, Count(new Targets.AllLinear()));
        Assert.Equal(1, Count(Targets.Names("lm_head")));
    }

    [Fact]
    public void Disposing_gives_the_base_model_back_and_only_adapters_were_trainable()
    {
        var before = two.call(x);
        var adapters = Small.Attach(two, 1);
        Assert.All(two.parameters(), p => Assert.False(p.requires_grad));
        Assert.All(adapters.Parameters, p => Assert.True(p.requires_grad));
        using (no_grad()) foreach (var p in adapters.Parameters) p.fill_(1);
        Assert.False(before.allclose(two.call(x)));
        adapters.Dispose();
        Assert.True(before.allclose(two.call(x), 0, 0));
    }

    [Fact]
    public void The_reference_is_the_base_model_or_another_set()
    {
        var plain = two.call(x);
        using var policy = Learned(Small, "policy");
        var adapted = two.call(x);
        using var reference = Small.Create(two, 9, "reference");
        Fill(reference, 0.25);
        using (policy.Off()) Assert.True(plain.equal(two.call(x)).all().item<bool>());
        using (reference.InsteadOf(policy))
        {
            Assert.False(two.call(x).allclose(plain));
            Assert.False(two.call(x).allclose(adapted));
            Assert.False(policy.InPlace);
        }

        Assert.True(adapted.equal(two.call(x)).all().item<bool>());
        var error = Assert.Throws<InvalidOperationException>(reference.Place);
        Assert.Contains("got some at left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_may_be_trained_whole_and_the_base_model_keeps_its_weights()
    {
        var before = two.call(x);
        using var adapters = Small.WithSaved("lm_head").Attach(two, 1);
        Assert.Equal(["left.lora_A.weight", "left.lora_B.weight", "lm_head.weight"],
            adapters.Named.Select(n => n.Name).Where(n => !n.StartsWith("inner", StringComparison.Ordinal)));
        using (no_grad()) adapters.Named.Single(n => n.Name == "lm_head.weight").Parameter.mul_(2);
        Near(before * 2, two.call(x));
        using (adapters.Off()) Assert.True(before.equal(two.call(x)).all().item<bool>());
    }

    [Fact]
    public void Merging_keeps_the_model_and_unmerging_gives_its_bits_back()
    {
        using var adapters = Learned(Small.WithSaved("lm_head"));
        var weights = two.state_dict().ToDictionary(w => w.Key, w => w.Value.clone());
        var adapted = two.call(x);
        var merged = adapters.Merge(() => two.call(x).log_softmax(-1));
        Assert.InRange(merged.Difference, 0, 1e-5);
        Assert.True(merged.Effect > 1e-2, $"{merged}");
        Assert.False(adapters.InPlace);
        Near(adapted, two.call(x));
        merged.Unmerge();
        Assert.All(two.state_dict(), w => Assert.True(w.Value.equal(weights[w.Key]).all().item<bool>(), w.Key));
        Assert.True(adapted.equal(two.call(x)).all().item<bool>());
    }

    [Fact]
    public void A_merge_that_changes_nothing_says_so()
    {
        using var adapters = Small.Attach(two, 1);
        using var merged = adapters.Merge(() => two.call(x).log_softmax(-1));
        Assert.Equal(0, merged.Effect);
        Assert.StartsWith("merged: max |Δ log π| 0", $"{merged}", StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_is_of_its_own_stream_and_of_training_alone()
    {
        using var adapters = Learned(Small.WithDropout(0.5));
        var still = two.call(x);
        Tensor Step(int step)
        {
            using var dropping = adapters.Dropping(step);
            return two.call(x);
        }

        var (first, second) = (Step(1), Step(2));
        Assert.False(first.allclose(still));
        Assert.False(first.allclose(second));
        manual_seed(99);
        Assert.True(first.equal(Step(1)).all().item<bool>());
        Assert.True(still.equal(two.call(x)).all().item<bool>());
    }

    [Fact]
    public void Dropped_inputs_are_scaled_so_that_their_mean_stays()
    {
        using var adapters = Learned(new Lora(1, 1, Targets.Names("left"), Dropout: 0.25));
        using (no_grad()) foreach (var p in adapters.Parameters) p.fill_(1);
        var plain = zeros([4000, 4]);
        var bias = two.left.call(plain);
        using var dropping = adapters.Dropping(0);
        var ones = (two.left.call(plain + 1) - two.left.call(plain) - two.left.Weight.sum(1)).mean().item<float>();
        Assert.Equal(4, ones, 0.1f);
    }

    [Fact]
    public void A_target_that_nothing_has_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Small.With(Targets.Names("q_proj")).Attach(two, 1));
        Assert.Contains("expected a projection that matches [q_proj], got none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_linear_layer_is_refused_by_path()
    {
        var error = Assert.Throws<ArgumentException>(() => Small.With(new Targets.Matching(".*")).Attach(two, 1));
        Assert.StartsWith("LoRA targets: expected linear layers alone, got inner", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(a+)+b")]
    public void A_pattern_that_is_wrong_or_endless_is_refused(string pattern)
    {
        var error = Assert.Throws<ArgumentException>(() => new Targets.Matching(pattern).Matches(new string('a', 60)));
        Assert.StartsWith($"module pattern \"{pattern}\": expected a regular expression", error.Message, StringComparison.Ordinal);
    }

    private int Count(Targets targets)
    {
        using var adapters = Small.With(targets).Attach(two, 1);
        return adapters.Named.Count() / 2;
    }

    private Adapters Learned(Lora lora, string name = "default")
    {
        var adapters = lora.Attach(two, 1, name);
        Fill(adapters, 0.5);
        return adapters;
    }

    private static void Fill(Adapters adapters, double value)
    {
        using var still = no_grad();
        foreach (var (name, parameter) in adapters.Named)
            if (name.EndsWith("lora_B.weight", StringComparison.Ordinal)) parameter.fill_(value);
    }

    private static void Near(Tensor expected, Tensor got) =>
        Assert.True((expected - got).abs().max().item<float>() < 1e-5, $"{(expected - got).abs().max().item<float>()}");

    private sealed class Two : nn.Module<Tensor, Tensor>
    {
        public readonly Projection left = new(4, 4, Bias.Zero, new Initial.Normal(0.5), Placement.Cpu);
        public readonly Projection right = new(4, 2, Bias.None, new Initial.Normal(0.5), Placement.Cpu);
        public readonly Inner inner = new();
        public readonly Projection lm_head = new(2, 3, Bias.None, new Initial.Normal(0.5), Placement.Cpu);

        public Two() : base(nameof(Two)) => RegisterComponents();

        public override Tensor forward(Tensor input) => lm_head.call(right.call(inner.call(left.call(input))));
    }

    private sealed class Inner : nn.Module<Tensor, Tensor>
    {
        public readonly Projection left = new(4, 4, Bias.None, new Initial.Normal(0.5), Placement.Cpu);
        public readonly RmsNorm norm = new(4, 1e-6, new Initial.Normal(1), Placement.Cpu);

        public Inner() : base(nameof(Inner)) => RegisterComponents();

        public override Tensor forward(Tensor input) => norm.call(left.call(input));
    }
}
