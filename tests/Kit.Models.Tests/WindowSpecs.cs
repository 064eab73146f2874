using Kit.Models.Generation;
using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Tests;

/// <summary>How far back a token looks.</summary>
public sealed class WindowSpecs
{
    [Theory]
    [InlineData(3, 0)]
    [InlineData(1, 0)]
    public void A_token_sees_as_many_tokens_as_the_window_holds_layer_by_layer(int size, int from)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Model(new Window(size, from));
        var ids = arange(8, dtype: ScalarType.Int64).unsqueeze(0);
        var other = ids.clone();
        other[0, 0] = 9;
        var attended = ones_like(ids);
        var changed = (model.Logits(ids, attended) - model.Logits(other, attended)).abs().amax([0, 2]) > 1e-6;
        var reach = 1 + 2 * (size - 1);                            // two layers
        Assert.Equal(Enumerable.Range(0, 8).Select(t => t < reach), changed.data<bool>());
    }

    [Fact]
    public void Layers_below_the_first_windowed_one_see_everything()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Model(new Window(2, From: 1));
        using var open = Model(Window.Unbounded);
        Checkpoint.Copy(open, model);
        var (ids, attended) = (arange(8, dtype: ScalarType.Int64).unsqueeze(0), ones([1, 8], dtype: ScalarType.Int64));
        var (near, all) = (model.Logits(ids, attended), open.Logits(ids, attended));
        Assert.True(near.narrow(1, 0, 2).allclose(all.narrow(1, 0, 2), atol: 1e-5));
        Assert.False(near.narrow(1, 2, 6).allclose(all.narrow(1, 2, 6), atol: 1e-3));
    }

    [Fact]
    public void A_cached_window_is_the_same_window()
    {
        using var scope = NewDisposeScope();
        using var model = Model(new Window(3));
        int[][] prompts = [[4, 2, 7, 1, 5], [3, 8]];
        var visual = randn([1, 4, 16]);
        var cached = new TextGenerator(model, Decoding.Greedy.WithLimit(5))
            .Answer([Prompt.After(4, [])], visual[0], [.. prompts.Select(p => new Query(0, p))]).Ids;
        Assert.Equal(prompts.Select(p => Slowly(model, visual[0], p)), cached.Select(a => a.ToArray()));
    }

    /// <summary>Every token from the whole sequence before it.</summary>
    private static int[] Slowly(CausalLm model, Tensor visual, int[] prompt)
    {
        using var still = no_grad();
        var answer = new List<int>();
        while (answer.Count < 5)
        {
            var row = new Row(Prompt.After(4, [.. prompt, .. answer]), [new Branch([0])]);
            answer.Add((int)model.call(visual, Layout.From([row], CPU))[0].matmul(model.Head.Weight.transpose(0, 1)).argmax().item<long>());
        }

        return [.. answer];
    }

    [Fact]
    public void Padding_on_either_side_is_invisible()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Model(new Window(3));
        long[] ids = [4, 2, 7, 1, 5];
        Tensor Run(int left, int right) => model.Logits(
            tensor([.. new long[left], .. ids, .. new long[right]], [1, left + 5 + right]),
            tensor([.. new long[left], .. ids.Select(_ => 1L), .. new long[right]], [1, left + 5 + right])).narrow(1, left, 5);
        Assert.True(Run(0, 0).allclose(Run(3, 0), atol: 1e-5));
        Assert.True(Run(0, 0).allclose(Run(0, 2), atol: 1e-5));
    }

    [Fact]
    public void A_shared_prefix_whose_angles_depend_on_length_is_refused()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var config = Config(Window.Unbounded) with { RopeScaling = new RopeScaling.Dynamic(2, 6) };
        using var model = new CausalLm(config, new Initial.Normal(0.3), Placement.Cpu);
        Layout Of(params Branch[] branches) => Layout.From([new Row(Prompt.Text([1, 2, 3]), branches)], CPU);
        model.States(Of(new Branch([4, 5, 6]), new Branch([7])));
        model.States(Of(new Branch([4, 5, 6, 7])));
        var error = Assert.Throws<NotSupportedException>(() => model.States(Of(new Branch([4, 5, 6, 7]), new Branch([8]))));
        Assert.StartsWith("Dynamic RoPE: expected at most 6 tokens where answers share a prefix, got 7.", error.Message);
        error = Assert.Throws<NotSupportedException>(
            () => new TextGenerator(model, Decoding.Greedy.WithLimit(6)).Answer([Prompt.Text([1, 2, 3])], model.NoVisual));
        Assert.StartsWith("Dynamic RoPE: expected at most 6 tokens in a cache, got 7.", error.Message);
    }

    private static CausalLm Model(Window window)
    {
        manual_seed(2);
        return new CausalLm(Config(window), new Initial.Normal(0.3), Placement.Cpu);
    }

    private static DecoderConfig Config(Window window) => new(
        10, HiddenSize: 16, Layers: 2, Heads: 4, KeyValueHeads: 2, IntermediateSize: 24) { Window = window };
}
