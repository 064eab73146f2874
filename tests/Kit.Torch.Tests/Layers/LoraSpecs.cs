using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

public sealed class LoraSpecs
{
    private static readonly Lora Small = new(2, 6, ["left"]);

    [Fact]
    public void Fresh_adapters_change_nothing()
    {
        using var scope = NewDisposeScope();
        using var two = new Two();
        var x = ones([1, 4]);
        var before = two.call(x);
        using var adapters = Small.Attach(two, 1);
        Assert.True(before.allclose(two.call(x), 0, 0));
    }

    [Fact]
    public void An_update_is_alpha_over_r_times_B_A()
    {
        using var scope = NewDisposeScope();
        using var two = new Two();
        var x = arange(4, dtype: ScalarType.Float32).unsqueeze(0);
        var before = two.left.call(x);
        using var adapters = Small.Attach(two, 1);
        var named = adapters.Named.ToDictionary(n => n.Name, n => n.Parameter);
        using (no_grad()) named["left.lora_B.weight"].fill_(0.5);
        var delta = named["left.lora_B.weight"].matmul(named["left.lora_A.weight"]) * 3;
        Assert.True((two.left.call(x) - before).allclose(x.matmul(delta.transpose(0, 1)), 1e-5, 1e-6));
    }

    [Fact]
    public void Disposing_gives_the_base_model_back_and_only_adapters_were_trainable()
    {
        using var scope = NewDisposeScope();
        using var two = new Two();
        var x = ones([1, 4]);
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
    public void A_seed_alone_draws_the_adapters_whatever_the_process_has_drawn()
    {
        using var scope = NewDisposeScope();
        using var two = new Two();
        float[] Drawn(long seed)
        {
            using var adapters = Small.Attach(two, seed);
            return adapters.Named.First().Parameter.data<float>().ToArray();
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
    public void A_target_that_nothing_has_is_refused()
    {
        using var two = new Two();
        var error = Assert.Throws<ArgumentException>(() => (Small with { Targets = ["q_proj"] }).Attach(two, 1));
        Assert.Contains("expected a projection named one of [q_proj], got none", error.Message, StringComparison.Ordinal);
    }

    private sealed class Two : nn.Module<Tensor, Tensor>
    {
        public readonly Projection left = new(4, 4, Bias.Zero, 0.5, Placement.Cpu);
        public readonly Projection right = new(4, 2, Bias.None, 0.5, Placement.Cpu);

        public Two() : base(nameof(Two)) => RegisterComponents();

        public override Tensor forward(Tensor input) => right.call(left.call(input));
    }
}
