using FsCheck;
using FsCheck.Fluent;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

/// <summary>Attention over packed trees against the definition: all scores at once under the mask of who sees whom.
/// </summary>
public sealed class TreeAttentionLaws
{
    private static readonly Gen<Shape> Shapes =
        from keys in Gen.Choose(1, 3)
        from groups in Gen.Choose(1, 3)
        from width in Gen.Elements(2, 5, 8)
        from tile in Gen.Elements(1L, 3, 16, 64, 1000)
        from reach in Gen.Elements(1L, 2, 7, 40, 130, long.MaxValue, long.MaxValue, long.MaxValue)
        from seed in Gen.Choose(0, 1 << 20)
        select new Shape(keys, groups, width, tile, reach, seed);

    public static TheoryData<ScalarType, double> Types => new() { { ScalarType.Float64, 1e-10 }, { ScalarType.Float32, 1e-5 } };

    [Theory]
    [MemberData(nameof(Types))]
    public void Tiles_of_any_size_give_values_and_gradients_of_the_definition(ScalarType dtype, double tolerance) =>
        Holds(Shapes, dtype, tolerance, (q, k, v, plan, shape) => TiledAttention.Apply(q, k, v, plan, shape.Tile));

    [Theory]
    [MemberData(nameof(Types))]
    public void Whatever_the_processor_chooses_gives_them_too(ScalarType dtype, double tolerance) =>
        Holds(Shapes, dtype, tolerance, (q, k, v, plan, _) => TreeAttention.Apply(q, k, v, plan));

    [Fact]
    public void Calls_of_the_fused_operator_give_them_too() => Holds(
        Shapes.Select(s => s with { Reach = long.MaxValue }), ScalarType.Float64, 1e-10,
        (q, k, v, plan, _) => FusedAttention.Apply(q, k, v, plan));

    [Fact]
    public void Halves_are_raised_for_the_softmax_and_rounded_once()
    {
        using var scope = NewDisposeScope();
        var forest = new Forest([new Tree(Passage.Whole(new(0, 9)), [Passage.Whole(new(9, 4)), Passage.Whole(new(13, 6))])]);
        var (q, k, v) = new Shape(2, 2, 8, 4, long.MaxValue, 3).Draw(forest, ScalarType.Float32);
        Tensor Half(Tensor x) => (x.detach() * 3).to(ScalarType.BFloat16);
        Tensor Up(Tensor x) => Half(x).to(ScalarType.Float32);
        var plan = AttentionPlan.From(forest.Trees);
        var got = TreeAttention.Apply(Half(q), Half(k), Half(v), plan);
        Assert.Equal(ScalarType.BFloat16, got.dtype);
        Assert.True(TreeAttention.Apply(Up(q), Up(k), Up(v), plan).to(ScalarType.BFloat16).equal(got).all().item<bool>());
    }

    [Fact]
    public void Short_passages_gather_in_a_block_and_long_ones_stand_alone()
    {
        static Passage At(long start, long length) => Passage.Whole(new Extent(start, length));
        var plan = AttentionPlan.From([
            new Tree(At(0, 20), [At(20, 5), At(25, 5)]), new Tree(At(30, 10), []),
            new Tree(At(40, 500), [At(540, 60), At(600, 60), At(660, 60), At(720, 200)])]);
        Assert.Equal(
            [(0, 40, false), (40, 500, true), (540, 120, false), (660, 60, true), (720, 200, true)],
            plan.Blocks.Select(b => ((int)b.Own.Start, (int)b.Own.Length, b.Hidden is null)));
        Assert.Equal([0L, 0, 500, 500, 500], plan.Blocks.Select(b => b.Shared.Length));
        Assert.Equal(920, plan.Queries);
    }

    [Fact]
    public void What_nobody_asks_for_costs_nothing()
    {
        var root = new Passage(new Extent(0, 300), new Extent(299, 1));
        var silent = new Passage(new Extent(300, 200), new Extent(500, 0));
        var plan = AttentionPlan.From([new Tree(root, [silent, new Passage(new Extent(500, 200), new Extent(520, 30))])]);
        Assert.Equal([(1L, 300L), (30L, 350L)], plan.Blocks.Select(b => (b.Queries.Length, b.Keys)));
        Assert.Equal([(0L, 300L), (0L, 350L)], plan.Blocks.Select(b => Seen(b, plan)));
        static (long, long) Seen(AttentionBlock block, AttentionPlan plan)
        {
            var tile = Assert.Single(new TiledAttention.Tiling(plan, 1000).Of(block, 8));
            return (tile.Keys.Start, tile.Keys.End);
        }
    }

    [Fact]
    public void No_tile_holds_keys_behind_its_queries_or_out_of_reach()
    {
        var plan = AttentionPlan.From([new Tree(Passage.Whole(new Extent(0, 1000)), [])], reach: 100);
        var tiles = new TiledAttention.Tiling(plan, 50).Of(Assert.Single(plan.Blocks), 8).ToArray();
        Assert.Equal(20, tiles.Length);
        Assert.All(tiles, t => Assert.Equal(
            (Math.Max(0, t.Queries.Start - 99), t.Queries.End), (t.Keys.Start, t.Keys.End)));
    }

    private static void Holds(
        Gen<Shape> shapes, ScalarType dtype, double tolerance,
        Func<Tensor, Tensor, Tensor, AttentionPlan, Shape, Tensor> attend) =>
        Prop.ForAll(Forest.Any.ToArbitrary(), shapes.ToArbitrary(), (forest, shape) =>
        {
            using var scope = NewDisposeScope();
            var (q, k, v) = shape.Draw(forest, dtype);
            var expected = DotAttention.Apply(q, k, v, forest.Mask(shape.Reach, dtype)).transpose(1, 2).flatten(2);
            var got = attend(q, k, v, AttentionPlan.From(forest.Trees, shape.Reach), shape);
            var pull = randn_like(expected);
            var exact = autograd.grad([expected], [q, k, v], [pull]);
            var derived = autograd.grad([got], [q, k, v], [pull]);
            return exact.Prepend(expected).Zip(derived.Prepend(got)).All(pair => Near(pair.First, pair.Second, tolerance));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static bool Near(Tensor expected, Tensor got, double tolerance) =>
        expected.shape.SequenceEqual(got.shape) && expected.dtype == got.dtype
        && (expected - got).abs().max().to(ScalarType.Float64).item<double>()
            <= tolerance * Math.Max(1, expected.abs().max().to(ScalarType.Float64).item<double>());

    internal sealed record Shape(long Keys, long Groups, long Width, long Tile, long Reach, int Seed)
    {
        /// <summary>q of the wanted tokens, k and v of all.</summary>
        public (Tensor Q, Tensor K, Tensor V) Draw(Forest forest, ScalarType dtype)
        {
            manual_seed(Seed);
            Tensor Some(long heads, long tokens) => (randn([1, heads, tokens, Width], dtype: dtype) * 2).requires_grad_();
            return (Some(Keys * Groups, forest.Asked.Length), Some(Keys, forest.Tokens.Length), Some(Keys, forest.Tokens.Length));
        }
    }
}
