using Kit.Expressions;
using Kit.Tests;
using Kit.Torch;
using Kit.Torch.Tests.Graphs;
using Kit.Train.Preference;
using TorchSharp;
using static TorchSharp.torch;
using Evidences = System.Collections.Generic.IReadOnlyDictionary<Kit.Expressions.Evidence, TorchSharp.torch.Tensor>;

namespace Kit.Train.Tests.Preference;

/// <summary>A batch in pieces has the loss, the measures and the gradient of the batch, for every loss there is.</summary>
public sealed class AccumulationLaws
{
    /// <summary>Losses of the catalogue in which pairs know of each other.</summary>
    private const string Coupled =
        "alpha-dpo aot/paired aot/unpaired bco bco/batch bnpo cispo cpo dapo dvpo dvpo/value grpo grpo/dr gspo gspo/token "
        + "kto kto/pair leanpo mmpo mpo orpo ppo ppo/clip ppo/value reward-model sapo/soft-adaptive sft tpo/temporal vlm-rlaif";

    public static TheoryData<string> Catalogue => [.. Papers.Names];

    /// <summary>Float64, pieces of one and of uneven sizes, of other widths than the batch; carried statistics not at
    /// their start.</summary>
    [Theory, MemberData(nameof(Catalogue))]
    public void Pieces_add_up_to_the_batch(string name)
    {
        using var scope = NewDisposeScope();
        var objective = Papers.Named(name);
        using var compiled = CompiledObjective.From(objective);
        using var carried = new Carried(objective);
        var state = TrainState.Start(objective);
        state = state with { Carried = [.. state.Carried.Select(c => c with { Value = c.Value + 0.3 })] };
        var leaves = Leaves(objective);
        var whole = carried.Update(leaves, state);
        var outcome = compiled.Apply(whole);
        outcome.Loss.backward();
        var expected = Taken(objective, leaves);
        var rows = (int)leaves.Values.Max(v => v.dim() == 0 ? 0 : v.shape[0]);
        var cut = IsPaddingSeen(objective) ? 0 : 2;
        foreach (var sizes in new[] { [1, rows - 1], Enumerable.Repeat(1, rows).ToArray() })
        {
            var said = new Accumulation(compiled, carried).Backward(Pieces(leaves, sizes, cut), state);
            Assert.Equal(outcome.Loss.item<double>(), said.Outcome.Loss.item<double>(), 12);
            Assert.All(outcome.Metrics, m => Assert.Equal(m.Value.item<double>(), said.Outcome.Metrics[m.Key].item<double>(), 12));
            Assert.All(carried.In(whole).Zip(carried.In(said.Evidence)),
                s => Assert.Equal(s.First.Value.item<double>(), s.Second.Value.item<double>(), 12));
            foreach (var (one, gradient) in Taken(objective, leaves))
                Assert.True(gradient.allclose(expected[one], 1e-12, 1e-13), $"{name}, {one}, pieces of {string.Join(", ", sizes)}");
        }
    }

    /// <summary>What runs twice, and what need not.</summary>
    [Fact]
    public void Pairs_that_know_nothing_of_each_other_run_once()
    {
        var coupled = string.Join(' ', Papers.Names.Where(n => Couplings.From(Papers.Named(n)) == Coupling.Batch));
        Assert.Equal(Coupled, coupled);
        Assert.Equal(1, Runs(Papers.Rrpo, pieces: 3));
        Assert.Equal(5.0 / 3, Runs(Papers.Named("kto/pair"), pieces: 3), 9);
    }

    [Fact]
    public void One_piece_runs_once_whatever_the_loss() => Assert.Equal(1, Runs(Papers.Named("kto/pair"), pieces: 1));

    /// <summary>Forward passes of a piece, on average.</summary>
    private static double Runs(Objective objective, int pieces)
    {
        using var scope = NewDisposeScope();
        using var compiled = CompiledObjective.From(objective);
        using var carried = new Carried(objective);
        var (leaves, runs) = (Leaves(objective), 0);
        var rows = (int)leaves.Values.Max(v => v.dim() == 0 ? 0 : v.shape[0]);
        int[] sizes = pieces == 1 ? [rows] : [1, 1, rows - 2];
        var counted = Pieces(leaves, sizes, 0).Select(p => p with { Forward = () => (++runs, p.Forward()).Item2 }).ToArray();
        new Accumulation(compiled, carried).Backward(counted, TrainState.Start(objective));
        return (double)runs / sizes.Length;
    }

    /// <summary>Four columns of padding at the end of every answer.</summary>
    private static Dictionary<Evidence, Tensor> Leaves(Objective objective)
    {
        var statistics = objective.Statistics.Select(s => s.Evidence).ToHashSet();
        var drawn = Kit.Tests.Drawn.From(objective, 12, groups: 3).Pad().Pad().Evidence
            .Where(e => !statistics.Contains(e.Key)).ToDictionary();
        foreach (var one in objective.Statistics.SelectMany(s => s.Next.Evidence).Where(e => e.Slot != Slot.None))
            drawn.TryAdd(one, drawn.First(d => d.Key.Quantity == one.Quantity).Value);    // what statistics alone read
        return Tensors.Leaves(drawn);
    }

    /// <summary>Losses over every position count padding, as the code that they are from does.</summary>
    private static bool IsPaddingSeen(Objective objective)
    {
        var drawn = Kit.Tests.Drawn.From(objective, 12);
        return Math.Abs(drawn.Loss(objective) - drawn.Pad().Loss(objective)) > 1e-9;
    }

    /// <summary>Rows of the batch; every other piece without some columns of padding.</summary>
    private static Piece[] Pieces(Evidences leaves, int[] sizes, int cut) => [.. sizes.Select((size, k) => new Piece(
        size, () => leaves.ToDictionary(e => e.Key, e => Rows(e.Value, sizes.Take(k).Sum(), size, cut * (k % 2))), () => null))];

    private static Tensor Rows(Tensor whole, long start, long count, long cut) => whole.dim() switch
    {
        0 => whole.clone(),
        1 => whole.narrow(0, start, count),
        _ => whole.narrow(0, start, count).narrow(1, 0, whole.shape[1] - cut),
    };

    private static Dictionary<Evidence, Tensor> Taken(Objective objective, Dictionary<Evidence, Tensor> leaves) =>
        objective.Differentiable.ToDictionary(one => one, one =>
        {
            var gradient = leaves[one].grad ?? zeros_like(leaves[one]);
            leaves[one].grad = null;
            return gradient;
        });
}
