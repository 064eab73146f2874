using Kit.Models;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train.Cost;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Cost;

/// <summary>The cost model against shapes that are counted on a model, and against a hand's sums.</summary>
public sealed class StepCostSpecs
{
    private static readonly PairShape Pair = new(Prompt: 6, Chosen: 3, Rejected: 4);

    private static readonly DecoderConfig[] Decoders =
    [
        Given.Config.Decoder,
        new(31, HiddenSize: 24, Layers: 3, Heads: 6, KeyValueHeads: 3, IntermediateSize: 40) { HeadDimension = 8 },
    ];

    private static StepCost Cost(DecoderConfig decoder, Moved moved, Activations activations = Activations.Kept) =>
        new(decoder, moved, activations);

    [Fact]
    public void Matrices_are_the_models_projections()
    {
        foreach (var decoder in Decoders)
        {
            using var model = new CausalLm(decoder, new Initial.Normal(0.1), Placement.Cpu);
            var counted = model.state_dict().Where(w => w.Key.Contains("_proj.weight", StringComparison.Ordinal))
                .Sum(w => w.Value.numel());
            Assert.Equal(counted, Cost(decoder, Moved.Whole).Matrices);
        }
    }

    /// <summary>A token sees itself and what is earlier, if that is the prompt's or of its own answer: counted one by
    /// one.</summary>
    [Theory, InlineData(6, 3, 4), InlineData(1, 1, 1), InlineData(9, 5, 2)]
    public void Looks_are_what_tokens_see(int prompt, int chosen, int rejected)
    {
        (int Owner, int Place)[] tokens =
        [
            .. Enumerable.Range(0, prompt).Select(i => (0, i)), .. Enumerable.Range(0, chosen).Select(i => (1, prompt + i)),
            .. Enumerable.Range(0, rejected).Select(i => (2, prompt + i)),
        ];
        var seen = tokens.Sum(t => tokens.Count(l => l.Place <= t.Place && (l.Owner == 0 || l.Owner == t.Owner)));
        Assert.Equal(seen, new PairShape(prompt, chosen, rejected).Looks);
    }

    /// <summary>D 16, 2 layers, 4 heads of 4, 2 key-value heads, I 24, V 19: M = 2·16·(2·6·4 + 72) = 3840; T = 13, S = 7,
    /// A = 21 + 6 + 10 + 42 = 79.</summary>
    [Fact]
    public void A_forward_pass_by_hand()
    {
        var cost = Cost(Decoders[0], new Moved.LowRank(100));
        Assert.Equal(3840, cost.Matrices);
        Assert.Equal(2 * 3840 * 13 + 4 * 2 * 16 * 79 + 2 * 100 * 13 + 2 * 19 * 16 * 7, cost.Forward(Pair));
    }

    [Fact]
    public void A_step_by_hand()
    {
        const double linear = 2 * 3840 * 13, attention = 4 * 2 * 16 * 79, adapters = 2 * 100 * 13, logits = 2 * 19 * 16 * 7;
        var forward = linear + attention + adapters + logits;
        Assert.Equal(
            forward + linear + 2 * attention + 2 * adapters + 2 * logits + 2 * logits,
            Cost(Decoders[0], new Moved.LowRank(100)).Step(Pair));
        Assert.Equal(
            forward - adapters + 2 * linear + 2 * attention + 3 * logits + 2 * logits,
            Cost(Decoders[0], Moved.Whole).Step(Pair));
    }

    [Fact]
    public void Running_layers_again_costs_one_more_pass_of_the_body()
    {
        var kept = Cost(Decoders[1], new Moved.LowRank(50));
        var again = Cost(Decoders[1], new Moved.LowRank(50), Activations.Recomputed);
        var logits = 2.0 * 31 * 24 * Pair.Scored;
        Assert.Equal(kept.Forward(Pair) - logits, again.Step(Pair) - kept.Step(Pair));
        Assert.Equal(2 * logits, kept.Step(Pair) - (kept with { Divergence = Divergence.Unread }).Step(Pair));
    }

    /// <summary>Qwen2.5-7B with a prompt of 8192 and answers of 256: 129.3 TFLOP forward with the prompt shared, as
    /// computed apart from this code.</summary>
    [Fact]
    public void A_7B_decoder_costs_what_was_computed_elsewhere()
    {
        var decoder = new DecoderConfig(
            152064, HiddenSize: 3584, Layers: 28, Heads: 28, KeyValueHeads: 4, IntermediateSize: 18944);
        var cost = Cost(decoder, new Moved.LowRank(0));
        Assert.Equal(6.525e9, cost.Matrices, 0.001e9);
        Assert.Equal(129.3e12, cost.Forward(new PairShape(8192, 256, 256)), 0.7e12);
    }

    [Fact]
    public void Memory_by_hand()
    {
        var memory = StepMemory.From(Decoders[0], Activations.Kept, ReferenceKept.States, new RunSize(
            Weights: 1000, WeightBytes: 2, Moved: 10, BatchTokens: 26, BatchScored: 14, ChunkNumbers: 14 * 19, VisualTokens: 5, ScoredTokens: 70));
        Assert.Equal(
            new StepMemory(2000, 160, 2 * 26 * 2 * (6 * 16 + 4 * 16 + 4 * 24), 20 * 14 * 19, 2 * 16 * 5, 4 * 70 + 2 * 16 * (14 + 19)),
            memory);
        Assert.Equal(
            memory.Weights + memory.Training + memory.Activations + memory.Logits + memory.Features + memory.Reference,
            memory.Total);
    }

    [Fact]
    public void Recomputed_activations_are_one_layers_and_the_layers_inputs()
    {
        var size = new RunSize(0, 4, 0, 10, 0, 0, 0, 0);
        var layer = 6 * 24 + 4 * 48 + 4 * 40;
        Assert.Equal(4 * 10 * 3 * layer, StepMemory.From(Decoders[1], Activations.Kept, ReferenceKept.Nothing, size).Activations);
        Assert.Equal(4 * 10 * (3 * 24 + layer), StepMemory.From(Decoders[1], Activations.Recomputed, ReferenceKept.Nothing, size).Activations);
    }
}
