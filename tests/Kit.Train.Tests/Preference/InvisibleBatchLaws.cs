using FsCheck;
using FsCheck.Fluent;
using Kit.Expressions;
using Kit.Models;
using Kit.Pairs;
using Kit.Torch;
using Kit.Torch.Heads;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>Contract 3: padding, batch order, batch size and prefix sharing are invisible in evidence, loss and
/// gradients.</summary>
/// <remarks>Everything is compared with every answer in a sequence of its own, run by itself: no padding, no neighbour,
/// no shared prefix. 10⁻⁵ in float32, 10⁻¹⁰ in float64, of the largest number or of 1.</remarks>
public sealed class InvisibleBatchLaws
{
    private const int Vocabulary = 19, Width = 16;

    private static readonly DecoderConfig Qwen2 = new(
        Vocabulary, Width, Layers: 2, Heads: 4, KeyValueHeads: 2, IntermediateSize: 24);

    private static readonly Dictionary<string, DecoderConfig> Models = new()
    {
        ["qwen2"] = Qwen2,
        ["qwen2, tied"] = Qwen2 with { OutputLayer = OutputLayer.Tied },
        ["llama"] = Qwen2 with { AttentionBias = AttentionBias.None, KeyValueHeads = 4, RopeScaling = new RopeScaling.Linear(2) },
        ["m-rope"] = Qwen2 with { HeadDimension = 8, RopeSections = [1, 1, 2] },
        ["window"] = Qwen2 with { Window = new Window(4, From: 1) },
    };

    private static readonly Objective[] Objectives =
        [Papers.Dpo, Papers.Rrpo, Papers.SimPo, Papers.Wpo, Papers.Named("tdpo2"), Papers.Ipo];

    public static TheoryData<string, ScalarType> Cases
    {
        get
        {
            var data = new TheoryData<string, ScalarType>();
            foreach (var model in Models.Keys) data.Add(model, ScalarType.Float32);
            foreach (var model in Models.Keys) data.Add(model, ScalarType.Float64);
            return data;
        }
    }

    private static readonly Gen<EncodedAnswer> Answer =
        from ids in Gen.Choose(1, Vocabulary - 1).NonEmptyListOf()
        from span in Gen.Choose(0, 1).ListOf(7)
        let some = ids.Take(7).ToArray()
        select new EncodedAnswer(
            Sequence.From<int>(some), [.. some.Select(_ => 1)], [.. span.Take(some.Length)]);

    private static readonly Gen<EncodedPair> Pair =
        from visual in Gen.Choose(0, 6)
        from prompt in Gen.Choose(1, Vocabulary - 1).NonEmptyListOf()
        from chosen in Answer
        from rejected in Answer
        select new EncodedPair("", $"{visual}", [.. prompt.Take(5)], chosen, rejected);

    private static readonly Gen<Drawn> Batches =
        from pairs in Pair.ListOf(4)
        from count in Gen.Choose(1, 4)
        from order in Gen.Shuffle(Enumerable.Range(0, count))
        from objective in Gen.Elements(Objectives)
        select new Drawn([.. pairs.Take(count).Select((p, i) => p with { Id = $"{i}" })], [.. order], objective);

    [Theory, MemberData(nameof(Cases))]
    public void Evidence_loss_and_gradients_are_those_of_every_answer_by_itself(string name, ScalarType type)
    {
        manual_seed(3);
        using var model = new CausalLm(Models[name], new Initial.Normal(0.3), Placement.Cpu.With(type));
        Prop.ForAll(Batches.ToArbitrary(), drawn =>
        {
            using var scope = NewDisposeScope();
            var media = MediaOf(model);
            var data = PreferenceData.From(model, drawn.Pairs, media);
            var (scorer, alone) = (new Scorer(model, data, drawn.Objective), new AnswersAlone(model, media, data));
            var reference = alone.LogProbabilities(drawn.Order, Slot.Chosen);
            using var moved = new Nudged(model);
            var together = scorer.Evidence(drawn.Order);
            var apart = alone.Evidence(drawn.Order, drawn.Objective);
            var each = Joint.From([.. drawn.Order.Select(i => scorer.Evidence([i]))]);
            using var objective = CompiledObjective.From(drawn.Objective);
            Near.Check(type, reference, together[Quantity.ReferenceLogp.At(Slot.Chosen)], "reference");
            foreach (var one in objective.Evidence)
            {
                Near.Check(type, apart[one], together[one], $"{one} of a batch");
                Near.Check(type, apart[one], each[one], $"{one} of one pair at a time");
            }

            var (expected, got) = (Gradients(model, objective, apart), Gradients(model, objective, together));
            foreach (var (e, g) in expected.Zip(got)) Near.Check(type, e, g, $"{drawn.Objective}");
            foreach (var (e, g) in expected.Zip(Gradients(model, objective, each))) Near.Check(type, e, g, "one by one");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void The_order_of_a_batch_moves_no_pair_s_loss(ScalarType type)
    {
        manual_seed(3);
        using var model = new CausalLm(Models["m-rope"], new Initial.Normal(0.3), Placement.Cpu.With(type));
        Prop.ForAll(Batches.ToArbitrary(), drawn =>
        {
            using var scope = NewDisposeScope();
            using var still = no_grad();
            var data = PreferenceData.From(model, drawn.Pairs, MediaOf(model));
            using var moved = new Nudged(model);
            using var objective = CompiledObjective.From(drawn.Objective);
            var scorer = new Scorer(model, data, drawn.Objective);
            var straight = objective.Apply(scorer.Evidence([.. drawn.Order.Order()])).Losses;
            var shuffled = objective.Apply(scorer.Evidence(drawn.Order)).Losses;
            Near.Check(type, straight.index_select(0, tensor(drawn.Order.Select(i => (long)i).ToArray())), shuffled, "losses");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6));
    }

    /// <summary>Loss and its gradient for every weight.</summary>
    private static Tensor[] Gradients(
        CausalLm model, CompiledObjective objective, IReadOnlyDictionary<Evidence, Tensor> evidence)
    {
        var loss = objective.Apply(evidence).Loss;
        var gradients = autograd.grad([loss], [.. model.parameters()], retain_graph: true, allow_unused: true);
        return [loss.detach(), .. gradients.Where(g => !g.IsInvalid)];
    }

    /// <summary>As many visual tokens as the clip's name says, noise of its own for each; behind the first text token.
    /// With M-RoPE their height and width differ from their time.</summary>
    private static Media.Typed MediaOf(CausalLm model)
    {
        var noise = Pcg.From(7, 7);
        var values = Enumerable.Range(0, 8 * Width).Select(_ => (double)(noise.NextDouble() - 0.5)).ToArray();
        var all = tensor(values, [8, Width]).to(model.Place.Dtype);
        return new(p => PromptOf(p, model.Config.Rotary.Axes), p => all.narrow(0, Number(p.Id) % 2, Number(p.Clip)));
    }

    private static Prompt PromptOf(EncodedPair pair, int axes)
    {
        var (count, ids) = (Number(pair.Clip), pair.Prompt);
        Sequence<int> visual = Sequence.From(Enumerable.Range(1, count));
        Sequence<int> all = [ids[0], .. visual.Select(_ => 0), .. ids.Skip(1)];
        if (axes == 1) return Prompt.Counted(all, visual);
        var next = 1 + Math.Max(count > 0 ? 2 : 0, count > 0 ? (count + 3) / 4 : 0);
        int Position(int axis, int t) => t == 0 ? 0
            : t > count ? next + t - count - 1
            : 1 + (axis == 0 ? (t - 1) / 4 : axis == 1 ? (t - 1) / 2 % 2 : (t - 1) % 2);
        return new Prompt(
            all, visual,
            [.. Enumerable.Range(0, axes).Select(a => Sequence.From(Enumerable.Range(0, all.Count).Select(t => Position(a, t))))],
            next + all.Count - count - 1);
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Drawn(EncodedPair[] Pairs, int[] Order, Objective Objective);

    /// <summary>A policy that is no longer its reference, until disposed.</summary>
    private sealed class Nudged : IDisposable
    {
        private readonly (Tensor Weight, Tensor Before)[] weights;

        public Nudged(CausalLm model)
        {
            using var still = no_grad();
            weights = [.. model.parameters().Select(p => ((Tensor)p, p.detach().clone()))];
            foreach (var (weight, before) in weights) weight.add_(before.sin(), 0.2);
        }

        public void Dispose()
        {
            using var still = no_grad();
            foreach (var (weight, before) in weights) weight.copy_(before);
        }
    }

    private static class Near
    {
        public static void Check(ScalarType type, Tensor expected, Tensor got, string what)
        {
            using var scope = NewDisposeScope();
            var (wide, tolerance) = (expected.to(ScalarType.Float64), type == ScalarType.Float32 ? 1e-5 : 1e-10);
            var error = (wide - got.to(ScalarType.Float64)).abs().max().item<double>();
            var scale = Math.Max(1, wide.abs().max().item<double>());
            if (!(error <= tolerance * scale)) throw new InvalidOperationException($"{what}: off by {error} of {scale}");
        }
    }
}
