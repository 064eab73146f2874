using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Names, registration, states and moves of modules.</summary>
public sealed class ModuleSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Fields_become_components_under_their_names()
    {
        using var model = new Model();
        Assert.Equal(
            ["scale", "head.weight", "head.bias", "blocks.0.weight", "blocks.1.weight", "named.a.weight", "free.0",
            "free.1", "keyed.k"],
            model.named_parameters().Select(p => p.name).Order(ByOrder(model)));
        Assert.Equal(["mean"], model.named_buffers().Select(b => b.name));
        Assert.Contains(("blocks.1", (nn.Module)model.Blocks[1]), model.named_modules());
        Assert.Equal(["blocks", "free", "head", "keyed", "named"], model.named_children().Select(c => c.name).Order());
        Assert.Same(model.Head.weight, model.get_parameter("head.weight"));
        Assert.True(model.has_parameter("blocks.0.weight"));
        Assert.False(model.has_parameter("blocks.2.weight") || model.has_parameter("x"));
        Assert.True(model.has_buffer("mean") && !model.has_buffer("head.mean"));
        Assert.Equal(9, model.parameters().Count());
        Assert.Single(model.parameters(recurse: false));
        Assert.Single(model.buffers());
        Assert.Equal("Model", model.GetName());
    }

    [Fact]
    public void A_tied_parameter_is_trained_once_and_saved_under_both_names()
    {
        using var model = new Tied();
        Assert.Single(model.parameters());
        Assert.Equal(["a.weight", "b.weight"], model.state_dict().Keys.Order());
        model.to(float64);
        Assert.Same(model.A.weight, model.B.weight);
        Assert.Equal(ScalarType.Float64, model.A.weight.dtype);
    }

    [Fact]
    public void A_state_round_trips_into_another_model()
    {
        using Model one = new(), two = new();
        var (missing, unexpected) = two.load_state_dict(one.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        foreach (var (name, tensor) in one.state_dict()) Assert.True(tensor.Equals(two.state_dict()[name]), name);
        Assert.DoesNotContain("skipped", one.state_dict().Keys);
        Assert.Contains("p.head.weight", one.state_dict(prefix: "p").Keys);
    }

    [Fact]
    public void Names_that_do_not_match_are_reported_and_refused_when_strict()
    {
        using var model = new Model();
        var state = model.state_dict();
        state.Remove("head.bias");
        state["other"] = ones(1);
        var refused = Assert.Throws<InvalidOperationException>(() => model.load_state_dict(state));
        Assert.Equal(
            "load_state_dict: expected the names of Model, missing [head.bias], unexpected [other]. " +
            "Pass strict: false to load the others.", refused.Message);
        var (missing, unexpected) = model.load_state_dict(state, strict: false);
        Assert.Equal(["head.bias"], missing);
        Assert.Equal(["other"], unexpected);
        model.load_state_dict(state, strict: true, skip: ["head.bias", "other"]);
    }

    [Fact]
    public void Moving_casts_floats_only_and_keeps_gradients_and_identity_of_fields()
    {
        using var model = new Model();
        model.Head.call(ones(1, 2)).sum().backward();
        var before = model.Head.weight;
        Assert.Same(model, model.to(float64));
        Assert.All(model.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.Equal(ScalarType.Int64, model.Mean.dtype);
        Assert.NotSame(before, model.Head.weight);
        Assert.True(before.IsInvalid);
        Assert.Equal(ScalarType.Float64, model.Head.weight.grad!.dtype);
        Assert.Equal([1.0, 1, 1, 1], model.Head.weight.grad!.data<double>().ToArray());
        Assert.Same(model.Free[0], model.get_parameter("free.0"));
        Assert.Same(model.Keyed["k"], model.get_parameter("keyed.k"));
        Assert.Same(model.Head.weight, model.get_parameter("head.weight"));
        Assert.All(new[] { model.half(), model.bfloat16(), model.@float(), model.@double(), model.cpu(),
            model.to("cpu"), model.to(CPU, float32) },
            moved => Assert.Same(model, moved));
        Assert.Throws<ArgumentException>(() => model.to(int64));
    }

    [Fact]
    public void A_frozen_parameter_stays_frozen_when_it_moves()
    {
        using var linear = nn.Linear(2, 2);
        linear.weight.requires_grad = false;
        linear.to(float64);
        Assert.False(linear.weight.requires_grad);
        Assert.True(linear.bias!.requires_grad);
    }

    [Fact]
    public void A_buffer_under_two_names_is_listed_once()
    {
        using var model = new Model();
        model.register_buffer("again", model.Mean);
        Assert.Equal(["mean"], model.named_buffers().Select(b => b.name));
    }

    [Fact]
    public void Training_mode_and_gradients_reach_every_part()
    {
        using var model = new Model();
        model.eval();
        Assert.All(model.modules(), m => Assert.False(m.training));
        model.train();
        Assert.All(model.modules(), m => Assert.True(m.training));
        model.Head.call(ones(1, 2)).sum().backward();
        model.zero_grad(set_to_none: false);
        Assert.Equal(0f, model.Head.weight.grad!.sum().item<float>());
        model.zero_grad();
        Assert.Null(model.Head.weight.grad);
        var visited = new List<string>();
        model.apply(m => visited.Add(m.GetName()));
        Assert.Equal("Model", visited[^1]);
        Assert.Equal(model.modules().Count() + 1, visited.Count);
    }

    [Fact]
    public void Hooks_run_around_forward_and_can_be_removed()
    {
        using var linear = nn.Linear(2, 2);
        var log = new List<string>();
        var before = linear.register_forward_pre_hook((_, x) => { log.Add("before"); return x * 0; });
        var after = linear.register_forward_hook((_, _, y) => { log.Add("after"); return y + 1; });
        linear.register_forward_pre_hook(_ => log.Add("first"));
        linear.register_forward_hook(_ => log.Add("last"));
        Assert.True(linear.call(ones(1, 2)).Equals((linear.bias! + 1).unsqueeze(0)));
        Assert.Equal(["first", "before", "after", "last"], log);
        before.remove();
        after.remove();
        Assert.False(linear.call(ones(1, 2)).Equals((linear.bias! + 1).unsqueeze(0)));
        Assert.Equal(["first", "last"], log[4..]);
    }

    [Fact]
    public void Layers_compute_what_their_functions_compute()
    {
        var x = randn(3, 4);
        using var linear = nn.Linear(4, 2, hasBias: false);
        Assert.True(linear.call(x).allclose(x.matmul(linear.weight.T)));
        Assert.Null(linear.bias);
        Assert.Equal((4, 2), (linear.in_features, linear.out_features));
        using var norm = nn.LayerNorm(4);
        Assert.True(norm.call(x).allclose(nn.functional.layer_norm(x, [4])));
        Assert.Equal([1f, 1, 1, 1], norm.weight!.data<float>().ToArray());
        using var plain = nn.LayerNorm([4L], elementwise_affine: false);
        Assert.Empty(plain.parameters());
        using var silu = nn.SiLU();
        using var gelu = nn.GELU();
        using var identity = nn.Identity();
        Assert.True(silu.call(x).Equals(x.silu()) && gelu.call(x).Equals(x.gelu()) && identity.call(x).Equals(x));
        using var dropout = nn.Dropout(0.5);
        dropout.eval();
        Assert.True(dropout.call(x).Equals(x));
        dropout.train();
        Assert.False(dropout.call(x).Equals(x));
        using var rest = nn.Sequential(nn.Linear(4, 3), nn.SiLU(), nn.Linear(3, 2));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], rest.named_parameters().Select(p => p.name));
        Assert.Equal([3, 2], rest.call(x).shape);
        using var spelt = nn.Sequential(("up", nn.Linear(4, 3)), ("down", nn.Linear(3, 2)));
        Assert.True(spelt.call(x).Equals(spelt[1].call(spelt[0].call(x))));
        Assert.Equal(2, spelt.Count);
    }

    [Fact]
    public void An_embedding_looks_rows_up_and_leaves_padding_at_zero()
    {
        using var table = nn.Embedding(5, 3, padding_idx: 0);
        var ids = tensor(new long[] { 0, 4 });
        var rows = table.call(ids);
        Assert.Equal([0f, 0, 0], rows[0].data<float>().ToArray());
        rows.sum().backward();
        Assert.Equal([0f, 0, 0, 0, 3], table.weight.grad!.sum(1).data<float>().ToArray());
        using var given = nn.Embedding_from_pretrained(ones(2, 2));
        Assert.False(given.weight.requires_grad);
        Assert.Equal(4f, given.call(tensor(new long[] { 1, 0 })).sum().item<float>());
        using var bounded = nn.Embedding(5, 3, max_norm: 0.1);
        Assert.True(bounded.call(ids).norm(1, false, 2f).max().item<float>() <= 0.1f + 1e-5f);
    }

    [Fact]
    public void Containers_behave_as_collections()
    {
        var list = nn.ModuleList(nn.Linear(1, 1));
        list.append(nn.Linear(1, 2));
        list.Insert(0, nn.Linear(1, 3));
        list.RemoveAt(2);
        Assert.Equal([3, 1], list.Select(m => m.out_features));
        Assert.Equal(1, list.IndexOf(list[1]));
        var dict = nn.ModuleDict<Linear>(("a", nn.Linear(1, 1)));
        dict["b"] = nn.Linear(1, 2);
        Assert.Equal(["a", "b"], dict.Keys);
        Assert.True(dict.ContainsKey("b") && dict.TryGetValue("a", out _) && !dict.TryGetValue("c", out _));
        Assert.True(dict.Remove("a"));
        Assert.Throws<KeyNotFoundException>(() => dict["a"]);
        Assert.Throws<ArgumentException>(() => dict.Add("b", nn.Linear(1, 1)));
        Assert.Single(dict);
    }

    [Fact]
    public void Registering_twice_or_under_a_dotted_name_is_refused()
    {
        using var model = new Model();
        Assert.Throws<InvalidOperationException>(() => model.register_module("head", nn.Identity()));
        Assert.Throws<ArgumentException>(() => model.add_module("a.b", nn.Identity()));
        Assert.Throws<ArgumentNullException>(() => model.register_parameter("p", null!));
        model.register_buffer("extra", ones(1), persistent: false);
        Assert.DoesNotContain("extra", model.state_dict().Keys);
        Assert.Contains("extra", model.named_buffers().Select(b => b.name));
        Assert.DoesNotContain("extra", model.named_buffers(include_nonpersistent: false).Select(b => b.name));
    }

    [Fact]
    public void A_disposed_model_frees_its_parameters()
    {
        var model = new Model();
        Tensor[] held = [.. model.parameters(), model.Mean];
        model.Dispose();
        Assert.All(held, tensor => Assert.True(tensor.IsInvalid));
    }

    private static Comparer<string> ByOrder(Model model)
    {
        string[] order = ["scale", "head", "blocks", "named", "free", "keyed"];
        Assert.Equal(9, model.parameters().Count());
        return Comparer<string>.Create((a, b) =>
            Array.FindIndex(order,
            o =>
                a.StartsWith(o, StringComparison.Ordinal)).CompareTo(Array.FindIndex(order,
                o => b.StartsWith(o, StringComparison.Ordinal))));
    }

    private sealed class Model : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "scale")]
        private readonly Parameter factor = nn.Parameter(ones(1));
        private readonly Linear head = nn.Linear(2, 2);
        private readonly ModuleList<Linear> blocks = nn.ModuleList(nn.Linear(2, 2, false), nn.Linear(2, 2, false));
        private readonly ModuleDict<Linear> named = nn.ModuleDict<Linear>(("a", nn.Linear(2, 2, false)));
        private readonly ParameterList free = nn.ParameterList(nn.Parameter(ones(1)), nn.Parameter(ones(1)));
        private readonly ParameterDict keyed = nn.ParameterDict(("k", nn.Parameter(ones(1))));
        private readonly Tensor mean = zeros(1, int64);

        public Model()
            : base(nameof(Model)) => RegisterComponents();

        public Linear Head => head;

        public ModuleList<Linear> Blocks => blocks;

        public ParameterList Free => free;

        public ParameterDict Keyed => keyed;

        public Tensor Mean => mean;

        public override Tensor forward(Tensor input) => head.call(input) * factor + named["a"].call(input);
    }

    private sealed class Tied : nn.Module<Tensor, Tensor>
    {
        private readonly Linear a = nn.Linear(2, 2, false);
        private readonly Linear b;

        public Tied()
            : base(nameof(Tied))
        {
            b = nn.Linear(a.weight);
            RegisterComponents();
        }

        public Linear A => a;

        public Linear B => b;

        public override Tensor forward(Tensor input) => b.call(a.call(input));
    }
}
