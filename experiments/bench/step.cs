#:project parts/Parts.csproj
#:property PublishAot=false

// One DPO step of a Qwen2 decoder (hidden 256, 4 layers, 8 heads, 4 KV heads, intermediate 704, vocabulary 8192,
// float32, all parameters trained, AdamW, clipping), first as a plain loop does it, then with each improvement switched
// on in turn. Every variant is a process of its own, so that its peak memory is its own, and they step by turns: the
// first step of all, the second of all, … Prints a line of JSON a variant, then the split of the last one's step.
//   dotnet run -c Release experiments/bench/step.cs -- --prompt 2048 --response 32 --pairs 1
//       [--steps 5] [--only Naive,Run]

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Bench;
using Kit;
using Kit.Models;
using Kit.Pairs;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train;
using Kit.Train.Preference;
using TorchSharp;
using static TorchSharp.torch;

var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
int Number(string name, int otherwise) =>
    given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
var sizes = new Sizes(Number("--prompt", 512), Number("--response", 32), Number("--pairs", 2), Number("--steps", 5));
if (given.TryGetValue("--worker", out var worker))
{
    new Worker(Enum.Parse<Variant>(worker), sizes).Serve();
    return 0;
}

var variants = given.TryGetValue("--only", out var only)
    ? only.Split(',').Select(Enum.Parse<Variant>) : Enum.GetValues<Variant>();
Turns.Say(new JsonObject
{
    ["prompt"] = sizes.Prompt, ["response"] = sizes.Response, ["pairs"] = sizes.Pairs, ["steps"] = sizes.Steps,
});
return Turns.Take([.. variants.Select(v => $"{v}")], sizes.Arguments, sizes.Pairs, sizes.Steps);

/// <summary>What is switched on; each has all before it.</summary>
internal enum Variant
{
    /// <summary>Two sequences a pair, logits of all positions, a live reference, attention with a mask, an optimiser
    /// that walks the parameters: what the plain PyTorch loop launches.</summary>
    Naive,

    /// <summary>The head on response positions alone, by chunks, recomputed in backward.</summary>
    ResponseHead,

    /// <summary>Log-probabilities of the reference computed once.</summary>
    CachedReference,

    /// <summary>The prompt once for both answers, still with a mask.</summary>
    SharedPrefix,

    /// <summary>Attention in tiles; pairs packed end to end.</summary>
    Tiles,

    /// <summary>The last layer for the read positions alone: the kit's own decoder.</summary>
    ReadPositions,

    /// <summary>The kit's preference run as users start it: compiled loss, AdamW over lists of tensors, all metrics and
    /// guards.</summary>
    Run,
}

internal sealed record Sizes(int Prompt, int Response, int Pairs, int Steps)
{
    public string[] Arguments(string variant) =>
    [
        "--worker", variant, "--prompt", $"{Prompt}", "--response", $"{Response}", "--pairs", $"{Pairs}",
        "--steps", $"{Steps}",
    ];

    /// <summary>Pairs of random tokens.</summary>
    public EncodedPair[] Draw()
    {
        Sequence<int> Tokens(int count, int pair, int part) =>
        [
            .. Enumerable.Range(0, count).Select(i => Pcg.From(7, pair, part, i).Below(Worker.Decoder.VocabularySize)),
        ];
        EncodedAnswer Answer(int pair, int part) => new(
            Tokens(Response, pair, part), [.. Enumerable.Repeat(1, Response)], [.. Enumerable.Repeat(0, Response)]);
        return [.. Enumerable.Range(0, Pairs).Select(
            b => new EncodedPair($"{b}", "", Tokens(Prompt, b, 0), Answer(b, 1), Answer(b, 2)))];
    }
}

/// <summary>A child: sets one variant up, then steps whenever a line comes, once before that.</summary>
internal sealed class Worker : IProgress<PreferenceStep>
{
    private const double Beta = 0.1;
    private static readonly Optimization Moves = new(1e-4, 1, 1, new Schedule(Decay.Constant, 0), Order: Order.AsGiven);

    private readonly Variant variant;
    private readonly Sizes sizes;
    private readonly EncodedPair[] pairs;
    private readonly CausalLm model = Model();
    private readonly CausalLm? reference;
    private long start;
    private TimeSpan busy;

    public Worker(Variant variant, Sizes sizes)
    {
        (this.variant, this.sizes, pairs) = (variant, sizes, sizes.Draw());
        if (variant < Variant.CachedReference) reference = Model();
    }

    public static DecoderConfig Decoder { get; } = new(8192, 256, 4, 8, 4, 704, RopeTheta: 1_000_000);

    public void Serve()
    {
        if (variant == Variant.Run) Train();
        else Loop();
        Console.ReadLine();
        var peak = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        var kib = long.Parse(
            peak.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        var end = new JsonObject { ["peak_rss_mib"] = kib / 1024 };
        if (variant == Variant.Run) Split(end);
        Turns.Say(end);
    }

    public void Report(PreferenceStep value) => Done(value.Step, value.Metrics["loss"]);

    private static CausalLm Model()
    {
        manual_seed(3);
        return new CausalLm(Decoder, new Initial.Normal(0.02), Placement.Cpu);
    }

    private void Done(int step, double loss)
    {
        Turns.Say(new JsonObject
        {
            ["seconds"] = Stopwatch.GetElapsedTime(start).TotalSeconds,
            ["cpu_seconds"] = (Environment.CpuUsage.TotalTime - busy).TotalSeconds, ["loss"] = loss,
        });
        if (step < sizes.Steps) Console.ReadLine();
        (start, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    }

    private void Train()
    {
        var optimization = Moves with { BatchSize = sizes.Pairs, Epochs = sizes.Steps + 1 };
        var data = PreferenceData.From(model, pairs, Media.None, Papers.Dpo);
        new PreferenceRun(Papers.Dpo, optimization, 1).Train(model, Trained.Whole, data, this);
    }

    private void Loop()
    {
        using var adam = optim.AdamW(model.parameters(), Moves.LearningRate);
        var cached = reference is null ? Constant(model).DetachFromDisposeScope() : null;
        for (var step = 0; step <= sizes.Steps; step++)
        {
            using var scope = NewDisposeScope();
            adam.zero_grad();
            var loss = Loss(LogProbabilities(model), cached ?? Constant(reference!));
            loss.backward();
            nn.utils.clip_grad_norm_(model.parameters(), 1);
            adam.step();
            Done(step, loss.item<float>());
        }
    }

    private Tensor Constant(CausalLm of)
    {
        using var still = no_grad();
        return LogProbabilities(of);
    }

    /// <summary>−log σ(β (Δ_w − Δ_l)), mean over pairs; lines are chosen, rejected, chosen, …, [2B, R].</summary>
    private static Tensor Loss(Tensor policy, Tensor reference)
    {
        var ratio = (policy - reference).sum(1).view(-1, 2);
        return -nn.functional.logsigmoid(Beta * (ratio[.., 0] - ratio[.., 1])).mean();
    }

    /// <summary>log π of every answer token, [2B, R].</summary>
    private Tensor LogProbabilities(CausalLm of)
    {
        using var scope = NewDisposeScope();
        var layout = Laid();
        var logp = variant < Variant.ResponseHead ? AllLogits(of, layout)
            : of.Head.Apply(States(of, layout), layout.Targets).LogProbability;
        return logp.view(-1, sizes.Response).MoveToOuterDisposeScope();
    }

    /// <summary>Every answer behind a prompt of its own, or both behind one.</summary>
    private Layout Laid() => Layout.From([.. pairs.SelectMany(p => variant < Variant.SharedPrefix
        ? new[]
        {
            new Row(Prompt.Text(p.Prompt), [new(p.Chosen.Ids)]), new(Prompt.Text(p.Prompt), [new(p.Rejected.Ids)]),
        }
        : [new Row(Prompt.Text(p.Prompt), [new(p.Chosen.Ids), new(p.Rejected.Ids)])])], CPU);

    /// <summary>The log-softmax of all positions, then the tokens' own: as TRL does it.</summary>
    private static Tensor AllLogits(CausalLm of, Layout layout)
    {
        var logits = nn.functional.linear(Masked(of, layout), of.Head.Weight);                 // [2B, T, V]
        var next = layout.Ids.view(logits.shape[0], -1).roll(-1, 1).unsqueeze(-1);
        return logits.log_softmax(-1).gather(-1, next).flatten().index_select(0, layout.Predictors);
    }

    private Tensor States(CausalLm of, Layout layout) => variant switch
    {
        < Variant.Tiles => Masked(of, layout).flatten(0, 1).index_select(0, layout.Predictors),
        < Variant.ReadPositions => Tiled(of, layout).flatten(0, 1).index_select(0, layout.Predictors),
        _ => of.States(layout),
    };

    /// <summary>Rows of equal length side by side, [N, T, D].</summary>
    private static Tensor Masked(CausalLm of, Layout layout)
    {
        var (rows, tree) = (layout.Trees.Count, layout.Trees[0]);
        var mask = full([tree.Tokens.Length, tree.Tokens.Length], -1e9).triu(1);
        foreach (var branch in tree.Branches.Skip(1))
            mask.narrow(0, branch.Tokens.Start, branch.Tokens.Length)
                .narrow(1, tree.Root.Tokens.End, branch.Tokens.Start - tree.Root.Tokens.End).fill_(-1e9);
        var many = mask.expand(rows, 1, mask.shape[0], mask.shape[1]);
        return PlainDecoder.Run(
            of, layout.Ids.view(rows, -1), layout.Positions.view(1, rows, -1),
            (q, k, v) => PlainDecoder.Attend(q, k, v, many));
    }

    private static Tensor Tiled(CausalLm of, Layout layout)
    {
        var plan = AttentionPlan.From([.. layout.Trees.Select(t => t.Whole())]);
        return PlainDecoder.Run(of, layout.Ids, layout.Positions, (q, k, v) => TreeAttention.Apply(q, k, v, plan));
    }

    /// <summary>Seconds of the parts of a step: the medians of five.</summary>
    private void Split(JsonObject end)
    {
        using var optimizer = new Optimizer(model.parameters(), Moves, 100);
        using var clips = Clips.Written(sizes.Pairs, Decoder.HiddenSize);
        var cached = Constant(model);
        var rounds = Enumerable.Range(0, 5)
            .Select(_ => clips.Time().Concat(Parts(optimizer, cached)).ToArray()).ToArray();
        end["split_seconds"] = new JsonObject(rounds[0].Select((part, i) => KeyValuePair.Create(
            part.Name, (JsonNode?)Math.Round(rounds.Select(r => r[i].Seconds).Order().ElementAt(2), 5))));
        end["clips"] = clips.ToString();
    }

    /// <summary>The states are cut off from the graph between decoder and head, so that each has its own backward
    /// pass.</summary>
    private (string Name, double Seconds)[] Parts(Optimizer optimizer, Tensor cached)
    {
        using var scope = NewDisposeScope();
        optimizer.Adam.Clear();
        var layout = Laid();
        var (states, forward) = Timed(() => model.States(layout));
        var cut = states.detach().requires_grad_();
        var (_, head) = Timed(() =>
        {
            Loss(model.Head.Apply(cut, layout.Targets).LogProbability.view(-1, sizes.Response), cached).backward();
            return cut;
        });
        var (_, back) = Timed(() =>
        {
            states.backward([cut.grad!]);
            return cut;
        });
        var (_, update) = Timed(() =>
        {
            optimizer.Adam.Update(optimizer.Adam.Norm().item<float>(), Moves.LearningRate);
            return cut;
        });
        return [("decoder", forward + back), ("head", head), ("optimizer", update)];
    }

    private static (T Result, double Seconds) Timed<T>(Func<T> work)
    {
        var start = Stopwatch.GetTimestamp();
        return (work(), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
