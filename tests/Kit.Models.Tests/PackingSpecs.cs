using FsCheck;
using FsCheck.Fluent;
using Kit.Torch;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Tests;

/// <summary>Rows packed end to end give what each gives alone, and what padding gives.</summary>
public sealed class PackingSpecs
{
    private static readonly Gen<int[]> Text = Gen.Choose(1, 18).ListOf().Select(l => l.Take(7).ToArray());

    private static readonly Gen<Branch> Branches =
        from ids in Text.Where(t => t.Length > 0)
        from read in Gen.Choose(0, ids.Length - 1)
        select new Branch(ids, read);

    private static readonly Gen<Row> Rows =
        from visual in Gen.Choose(0, 3)
        from prompt in Gen.OneOf(Text, Gen.Choose(1, 18).ListOf(150).Select(l => l.ToArray()))
        from first in Branches
        from rest in Branches.ListOf()
        select new Row(Prompt.After(visual, [5, .. prompt]), [first, .. rest.Take(3)]);

    private static readonly Gen<Row[]> Batches = Rows.NonEmptyListOf().Select(l => l.Take(4).ToArray());

    /// <summary>Rotary angles are float32 whatever the type, and their cosines differ in the last bit by the place in a
    /// vector register: hence 10⁻⁷ in float64.</summary>
    public static TheoryData<ScalarType, double, long> Cases => new()
    {
        { ScalarType.Float64, 1e-7, long.MaxValue }, { ScalarType.Float32, 1e-5, long.MaxValue }, { ScalarType.Float64, 1e-7, 6 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Packed_is_alone(ScalarType dtype, double tolerance, long window)
    {
        using var model = Model(dtype, window);
        Prop.ForAll(Batches.ToArbitrary(), rows =>
        {
            using var scope = NewDisposeScope();
            var visual = randn([rows.Sum(r => r.Prompt.Visual.Count), 16], dtype: dtype);
            var (packed, gradients) = Run(model, visual, rows);
            var (states, sums) = (new List<Tensor>(), new List<Tensor[]>());
            var next = 0L;
            foreach (var row in rows)
            {
                var (one, pulled) = Run(model, visual.narrow(0, next, row.Prompt.Visual.Count), [row]);
                next += row.Prompt.Visual.Count;
                states.Add(one);
                sums.Add(pulled);
            }

            return Near(cat([.. states]), packed, tolerance) && gradients.Select((g, i) => (g, i)).All(p =>
                Near(sums.Select(s => s[p.i]).Aggregate((a, b) => a + b), p.g, 10 * tolerance));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(6)]
    public void Packed_is_padded(long window)
    {
        using var model = Model(ScalarType.Float64, window);
        Prop.ForAll(Batches.ToArbitrary(), given =>
        {
            using var scope = NewDisposeScope();
            using var still = no_grad();
            Row[] rows = [.. given.Select(r => new Row(Prompt.Text(r.Prompt.Ids.Skip(r.Prompt.Visual.Count)), r.Branches))];
            var packed = model.Score(model.States(Layout.From(rows, CPU)));
            int[][] lines = [.. rows.SelectMany(r => r.Branches.Select(b => r.Prompt.Ids.Concat(b.Ids).ToArray()))];
            var logits = Padded(model, lines);
            var scored = rows.SelectMany(r => r.Branches.Select(b => (First: r.Prompt.Ids.Count + b.From, Count: b.Ids.Count - b.From)));
            var expected = scored.Select((s, line) => logits[line].narrow(0, s.First - 1, s.Count));
            return Near(cat([.. expected]), packed, 1e-5);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    [Fact]
    public void The_last_layer_works_for_the_predictors_alone_and_says_what_it_would_say_in_full()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Model(ScalarType.Float32, long.MaxValue);
        var layout = Layout.From([
            new Row(Prompt.Text([4, 5, 6]), [new Branch([7, 8, 9]), new Branch([1, 2, 3, 4], From: 2)]),
            new Row(Prompt.Text([6, 6]), [new Branch([2])])], CPU);
        Assert.Equal([2L, 3, 4, 7, 8, 11], layout.Asked.data<long>().ToArray());
        Assert.Equal([2L, 3, 4, 7, 8, 11], layout.Predictors.data<long>().ToArray());
        var whole = model.Logits(model.NoVisual, layout);
        Assert.Equal([1L, 13, 19], whole.shape);
        Assert.True(Near(whole[0].index_select(0, layout.Predictors), model.Score(model.States(layout)), 1e-5));
    }

    [Fact]
    public void A_layout_holds_no_padding_and_reads_a_shared_predictor_once()
    {
        var layout = Layout.From([
            new Row(Prompt.Text([4, 5, 6]), [new Branch([7, 8]), new Branch([9])]), new Row(Prompt.Text([1]), [new Branch([2])])], CPU);
        Assert.Equal([1L, 8], layout.Ids.shape);
        Assert.Equal([4L, 5, 6, 7, 8, 9, 1, 2], layout.Ids.data<long>().ToArray());
        Assert.Equal([0L, 1, 2, 3, 4, 3, 0, 1], layout.Positions.data<long>().ToArray());
        Assert.Equal([2L, 3, 2, 6], layout.Predictors.data<long>().ToArray());
        Assert.Equal([2L, 3, 6], layout.Asked.data<long>().ToArray());
    }

    [Fact]
    public void Angles_that_depend_on_a_sequence_s_length_are_its_own()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var model = Model(ScalarType.Float32, long.MaxValue, new RopeScaling.Dynamic(2, 6));
        Row[] rows = [new(Prompt.Text([1, 2, 3]), [new Branch([4, 5, 6, 7, 8, 9])]), new(Prompt.Text([1, 2, 3]), [new Branch([4])])];
        var apart = cat([.. rows.Select(r => model.States(Layout.From([r], CPU)))]);
        Assert.True(Near(apart, model.States(Layout.From(rows, CPU)), 1e-5));
    }

    private static CausalLm Model(ScalarType dtype, long window, RopeScaling? scaling = null)
    {
        manual_seed(2);
        var config = new DecoderConfig(19, HiddenSize: 16, Layers: 3, Heads: 4, KeyValueHeads: 2, IntermediateSize: 24)
        {
            Window = window == long.MaxValue ? Window.Unbounded : new Window(window, From: 1),
            RopeScaling = scaling ?? RopeScaling.None,
        };
        return new CausalLm(config, new Initial.Normal(0.3), Placement.Cpu.With(dtype));
    }

    /// <summary>States of the scored tokens; gradients of all weights that make them.</summary>
    private static (Tensor States, Tensor[] Gradients) Run(CausalLm model, Tensor visual, Row[] rows)
    {
        var states = model.call(visual, Layout.From(rows, CPU));
        Tensor[] inputs = [.. model.named_parameters().Where(p => p.name != "lm_head.weight").Select(p => p.parameter)];
        var some = linspace(-1, 1, states.shape[1], dtype: states.dtype);
        return (states.detach(), [.. autograd.grad([states.matmul(some).tanh().sum()], inputs)]);
    }

    private static Tensor Padded(CausalLm model, int[][] lines)
    {
        var width = lines.Max(l => l.Length);
        long[] Row(int[] line, Func<int, long> at) => [.. line.Select(at), .. new long[width - line.Length]];
        return model.Logits(
            tensor([.. lines.SelectMany(l => Row(l, id => id))], [lines.Length, width]),
            tensor([.. lines.SelectMany(l => Row(l, _ => 1))], [lines.Length, width]));
    }

    private static bool Near(Tensor expected, Tensor got, double tolerance) =>
        expected.shape.SequenceEqual(got.shape) && (expected - got).abs().max().to(ScalarType.Float64).item<double>()
            <= tolerance * Math.Max(1, expected.abs().max().to(ScalarType.Float64).item<double>());
}
