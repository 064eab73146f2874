#:project ../../src/Kit.Train/Kit.Train.csproj
#:property PublishAot=false

// One DPO step of a Qwen2 decoder (hidden 256, 4 layers, 8 heads, 4 KV heads, intermediate 704, vocabulary 8192, float32,
// all parameters trained, AdamW, clipping), first as a plain loop does it, then with each improvement switched on in turn.
// Every variant is a process of its own, so that its peak memory is its own, and they step by turns: round 1 of all,
// round 2 of all, … Prints one line of JSON a variant, then the split of the last one's step.
//   dotnet run -c Release experiments/bench/step.cs -- --prompt 2048 --response 32 --pairs 1 [--steps 5] [--only 0,6]

using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Kit;
using Kit.Data.MovingShapes;
using Kit.Data.Processing;
using Kit.Data.Video;
using Kit.Expressions;
using Kit.Models;
using Kit.Models.Towers;
using Kit.Torch;
using Kit.Torch.Heads;
using Kit.Torch.Layers;
using Kit.Video;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Patches = Kit.Data.Processing.Pixels.Patches;

var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
int Number(string name, int otherwise) =>
    given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
var sizes = new Sizes(Number("--prompt", 512), Number("--response", 32), Number("--pairs", 2));
if (given.TryGetValue("--worker", out var worker))
{
    Worker.Serve(Enum.Parse<Variant>(worker), sizes);
    return 0;
}

var variants = given.TryGetValue("--only", out var only)
    ? only.Split(',').Select(v => (Variant)int.Parse(v, CultureInfo.InvariantCulture)).ToArray() : Enum.GetValues<Variant>();
return Rounds.Run(variants, sizes, Number("--steps", 5));

/// <summary>What is switched on; each has all before it.</summary>
internal enum Variant
{
    /// <summary>Two padded sequences a pair, logits of all positions, a live reference, attention with a mask, an
    /// optimiser that walks the parameters: what the plain PyTorch loop launches.</summary>
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

    /// <summary>The loss compiled, with its derived backward.</summary>
    CompiledLoss,
}

internal sealed record Sizes(int Prompt, int Response, int Pairs)
{
    public static DecoderConfig Decoder { get; } = new(8192, 256, 4, 8, 4, 704, RopeTheta: 1_000_000);

    public string[] Arguments => ["--prompt", $"{Prompt}", "--response", $"{Response}", "--pairs", $"{Pairs}"];

    /// <summary>Pairs of random tokens: a prompt, an answer and another.</summary>
    public (int[] Prompt, int[] Chosen, int[] Rejected)[] Draw()
    {
        int[] Tokens(int count, params long[] stream) =>
            [.. Enumerable.Range(0, count).Select(i => Pcg.From(7, [.. stream, i]).Below(Decoder.VocabularySize))];
        return [.. Enumerable.Range(0, Pairs).Select(
            b => (Tokens(Prompt, b, 0), Tokens(Response, b, 1), Tokens(Response, b, 2)))];
    }
}

/// <summary>The parent: one process a variant, all stepping by turns.</summary>
internal static class Rounds
{
    private const double Tolerance = 1e-4;

    public static int Run(Variant[] variants, Sizes sizes, int steps)
    {
        var workers = variants.Select(v => Started(v, sizes)).ToArray();
        foreach (var one in workers) one.StandardOutput.ReadLine();                            // warm
        var told = workers.Select(_ => new List<JsonNode>()).ToArray();
        for (var round = 0; round < steps; round++)
            for (var i = 0; i < workers.Length; i++) told[i].Add(Ask(workers[i], "step"));
        var ends = workers.Select(w => Ask(w, "end")).ToArray();
        var losses = told.Select(t => t.Select(r => (double)r["loss"]!).ToArray()).ToArray();
        var gap = losses.Max(l => l.Zip(losses[0], (a, b) => Math.Abs(a - b)).Max());
        double[] Medians(string what) => [.. told.Select(t => t.Select(r => (double)r[what]!).Order().ElementAt(steps / 2))];
        var (seconds, cpu) = (Medians("seconds"), Medians("cpu_seconds"));
        for (var i = 0; i < variants.Length; i++)
            Console.WriteLine(new JsonObject
            {
                ["variant"] = $"{variants[i]}", ["prompt"] = sizes.Prompt, ["response"] = sizes.Response,
                ["pairs"] = sizes.Pairs, ["seconds"] = Round(seconds[i]), ["cpu_seconds"] = Round(cpu[i]), ["pairs_per_second"] = Round(sizes.Pairs / seconds[i]),
                ["peak_rss_mib"] = (double)ends[i]["peak_rss_mib"]!, ["times_faster"] = Round(seconds[0] / seconds[i]),
                ["times_less_cpu"] = Round(cpu[0] / cpu[i]),
                ["memory_ratio"] = Round((double)ends[i]["peak_rss_mib"]! / (double)ends[0]["peak_rss_mib"]!),
                ["losses"] = new JsonArray([.. losses[i].Select(l => (JsonNode)Math.Round(l, 6))]),
            }.ToJsonString());
        if (ends[^1]["split"] is { } split) Console.WriteLine(split.ToJsonString());
        Console.WriteLine(new JsonObject { ["largest_loss_difference"] = gap, ["agrees"] = gap < Tolerance }.ToJsonString());
        return gap < Tolerance ? 0 : 1;
    }

    private static double Round(double x) => double.Parse(x.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static Process Started(Variant variant, Sizes sizes)
    {
        var host = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return Process.Start(new ProcessStartInfo(host, [.. self, "--worker", $"{variant}", .. sizes.Arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
    }

    private static JsonNode Ask(Process worker, string what)
    {
        worker.StandardInput.WriteLine(what);
        return JsonNode.Parse(worker.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"worker: expected an answer to '{what}', got its end."))!;
    }
}

/// <summary>A child: sets one variant up and steps when told to.</summary>
internal sealed class Worker
{
    private const double Beta = 0.1;

    private readonly Variant variant;
    private readonly Sizes sizes;
    private readonly (int[] Prompt, int[] Chosen, int[] Rejected)[] pairs;
    private readonly CausalLm model = Model();
    private readonly CausalLm? reference;
    private readonly Tensor cached;
    private readonly AdamW adam;
    private readonly CompiledObjective dpo = CompiledObjective.From(Papers.Dpo);

    private Worker(Variant variant, Sizes sizes)
    {
        (this.variant, this.sizes, pairs) = (variant, sizes, sizes.Draw());
        if (variant < Variant.CachedReference) reference = Model();
        adam = optim.AdamW(model.parameters(), 1e-4);
        using var still = no_grad();
        using var scope = NewDisposeScope();
        cached = (variant < Variant.CachedReference ? zeros(1) : LogProbabilities(model)).DetachFromDisposeScope();
    }

    public static void Serve(Variant variant, Sizes sizes)
    {
        var worker = new Worker(variant, sizes);
        worker.Step();
        Console.WriteLine("warm");
        while (Console.ReadLine() == "step")
        {
            var (start, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var loss = worker.Step();
            Console.WriteLine(new JsonObject
            {
                ["seconds"] = Stopwatch.GetElapsedTime(start).TotalSeconds,
                ["cpu_seconds"] = (Environment.CpuUsage.TotalTime - busy).TotalSeconds, ["loss"] = loss,
            }.ToJsonString());
        }

        var peak = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1];
        var end = new JsonObject { ["peak_rss_mib"] = Math.Round(long.Parse(peak, CultureInfo.InvariantCulture) / 1024.0) };
        if (variant == Enum.GetValues<Variant>()[^1]) end["split"] = worker.Split();
        Console.WriteLine(end.ToJsonString());
    }

    private static CausalLm Model()
    {
        manual_seed(3);
        return new CausalLm(Sizes.Decoder, new Initial.Normal(0.02), Placement.Cpu);
    }

    private double Step()
    {
        using var scope = NewDisposeScope();
        adam.zero_grad();
        var policy = LogProbabilities(model);                                                  // [2B, R]
        var loss = Loss(policy, Reference());
        loss.backward();
        nn.utils.clip_grad_norm_(model.parameters(), 1);
        adam.step();
        return loss.item<float>();
    }

    private Tensor Reference()
    {
        if (reference is null) return cached;
        using var still = no_grad();
        return LogProbabilities(reference);
    }

    /// <summary>−log σ(β (Δ_w − Δ_l)), mean over pairs; lines are chosen, rejected, chosen, …</summary>
    private Tensor Loss(Tensor policy, Tensor reference)
    {
        if (variant >= Variant.CompiledLoss) return dpo.Apply(Evidence(policy, reference)).Loss;
        var ratio = (policy - reference).sum(1).view(-1, 2);
        return -nn.functional.logsigmoid(Beta * (ratio[.., 0] - ratio[.., 1])).mean();
    }

    private static Dictionary<Evidence, Tensor> Evidence(Tensor policy, Tensor reference) =>
        new[] { Slot.Chosen, Slot.Rejected }.SelectMany((slot, i) => new (Evidence, Tensor)[]
        {
            (Quantity.PolicyLogp.At(slot), policy.view(-1, 2, policy.shape[1])[.., i]),
            (Quantity.ReferenceLogp.At(slot), reference.view(-1, 2, policy.shape[1])[.., i]),
            (Quantity.Mask.At(slot), ones_like(policy.view(-1, 2, policy.shape[1])[.., i])),
        }).ToDictionary(e => e.Item1, e => e.Item2);

    /// <summary>log π of every answer token, [2B, R].</summary>
    private Tensor LogProbabilities(CausalLm of) => variant switch
    {
        < Variant.ResponseHead => Padded.AllLogits(of, pairs, sizes),
        < Variant.SharedPrefix => Padded.ResponseHead(of, pairs, sizes),
        < Variant.Tiles => Scored(of, Shared.Masked(of, pairs, sizes)),
        < Variant.ReadPositions => Scored(of, Shared.Tiled(of, Rows())),
        _ => Scored(of, of.States(Rows())),
    };

    private Tensor Scored(CausalLm of, Tensor states) => of.Head.Apply(states, Targets()).LogProbability.view(-1, sizes.Response);

    private Tensor Targets() => tensor(pairs.SelectMany(p => p.Chosen.Concat(p.Rejected)).Select(i => (long)i).ToArray());

    private Layout Rows() => Layout.From(
        [.. pairs.Select(p => new Row(Prompt.Text(p.Prompt), [new Branch(p.Chosen), new Branch(p.Rejected)]))], CPU);

    /// <summary>Seconds of the parts of the last variant's step; the medians of five.</summary>
    private JsonObject Split()
    {
        var clips = Clips.Written(sizes.Pairs);
        var rounds = Enumerable.Range(0, 5).Select(_ => clips.Time().Concat(Parts()).ToArray()).ToArray();
        var split = new JsonObject();
        foreach (var (name, i) in rounds[0].Select((part, i) => (part.Name, i)))
            split[name] = Math.Round(rounds.Select(r => r[i].Seconds).Order().ElementAt(2), 5);
        return new JsonObject { ["split_seconds"] = split, ["clips"] = clips.ToString() };
    }

    /// <summary>The states are cut off from the graph between decoder and head, so that each has its own backward
    /// pass.</summary>
    private IEnumerable<(string Name, double Seconds)> Parts()
    {
        using var scope = NewDisposeScope();
        adam.zero_grad();
        var clock = Stopwatch.StartNew();
        var states = model.States(Rows());
        var forward = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var cut = states.detach().requires_grad_();
        Loss(Scored(model, cut), cached).backward();
        var head = clock.Elapsed.TotalSeconds;
        clock.Restart();
        states.backward([cut.grad!]);
        var decoder = forward + clock.Elapsed.TotalSeconds;
        clock.Restart();
        nn.utils.clip_grad_norm_(model.parameters(), 1);
        adam.step();
        return [("decoder", decoder), ("head", head), ("optimizer", clock.Elapsed.TotalSeconds)];
    }
}

/// <summary>The decoder of Qwen2 in plain operators over a model's weights, as transformers' eager code has it.</summary>
internal static class Plain
{
    /// <summary>[N, T] ids, [1, N, T] positions → normalised states [N, T, D]; attention [N, H, T, d], twice [N, K, T, d] →
    /// [N, T, H·d].</summary>
    public static Tensor Run(CausalLm model, Tensor ids, Tensor positions, Func<Tensor, Tensor, Tensor, Tensor> attend)
    {
        var (w, c) = (model.named_parameters().ToDictionary(p => p.name, p => p.parameter), model.Config);
        var rope = Rope.At(positions, c.Rotary);
        var x = w["model.embed_tokens.weight"].index_select(0, ids.flatten()).view(ids.shape[0], ids.shape[1], -1);
        for (var layer = 0; layer < c.Layers; layer++)
        {
            using var scope = NewDisposeScope();
            Tensor Linear(string name, Tensor input) => nn.functional.linear(
                input, w[$"model.layers.{layer}.{name}.weight"], w.GetValueOrDefault($"model.layers.{layer}.{name}.bias"));
            Tensor Heads(string name, Tensor input, long heads) => Linear(name, input)
                .view(input.shape[0], input.shape[1], heads, c.HeadWidth).transpose(1, 2);
            var seen = Norm(x, w[$"model.layers.{layer}.input_layernorm.weight"], c.RmsNormEpsilon);
            x = x + Linear("self_attn.o_proj", attend(
                Turned(rope, Heads("self_attn.q_proj", seen, c.Heads)), Turned(rope, Heads("self_attn.k_proj", seen, c.KeyValueHeads)),
                Heads("self_attn.v_proj", seen, c.KeyValueHeads)));
            var read = Norm(x, w[$"model.layers.{layer}.post_attention_layernorm.weight"], c.RmsNormEpsilon);
            x = x + Linear("mlp.down_proj", Gated(Linear("mlp.gate_proj", read), Linear("mlp.up_proj", read)));
            x = x.MoveToOuterDisposeScope();
        }

        return Norm(x, w["model.norm.weight"], c.RmsNormEpsilon);
    }

    /// <summary>softmax(q kᵀ/√d + mask) v with all scores at once; temporaries go when Python's would.</summary>
    public static Tensor Attend(Tensor q, Tensor k, Tensor v, Tensor mask)
    {
        using var scope = NewDisposeScope();
        Tensor Repeat(Tensor x) => x.unsqueeze(2).expand(x.shape[0], x.shape[1], q.shape[1] / x.shape[1], x.shape[2], x.shape[3])
            .reshape(q.shape[0], q.shape[1], x.shape[2], x.shape[3]);
        var (keys, values) = (Repeat(k), Repeat(v));
        using var dots = q.matmul(keys.transpose(2, 3));
        using var scaled = dots * (1 / Math.Sqrt(q.shape[3]));
        dots.Dispose();
        var scores = scaled + mask;
        scaled.Dispose();
        var weights = scores.softmax(-1);
        scores.Dispose();
        return weights.matmul(values).transpose(1, 2).contiguous().flatten(2).MoveToOuterDisposeScope();
    }

    private static Tensor Gated(Tensor gate, Tensor up) => nn.functional.silu(gate) * up;

    private static Tensor Turned(Rope rope, Tensor x)
    {
        using var scope = NewDisposeScope();
        return rope.Apply(x).MoveToOuterDisposeScope();
    }

    private static Tensor Norm(Tensor x, Tensor weight, double epsilon)
    {
        using var scope = NewDisposeScope();
        return (weight * (x * (x.pow(2).mean([-1], keepdim: true) + epsilon).rsqrt())).MoveToOuterDisposeScope();
    }
}

/// <summary>Chosen and rejected as sequences of their own, side by side, padded to the longest.</summary>
internal static class Padded
{
    public static Tensor AllLogits(CausalLm model, (int[] Prompt, int[] Chosen, int[] Rejected)[] pairs, Sizes sizes)
    {
        using var scope = NewDisposeScope();
        var ids = Ids(pairs);
        var logits = nn.functional.linear(Run(model, ids), model.Head.Weight);                 // [2B, T, V]
        var next = ids.narrow(1, 1, ids.shape[1] - 1);
        var logp = logits.narrow(1, 0, next.shape[1]).log_softmax(-1).gather(-1, next.unsqueeze(-1)).squeeze(-1);
        return logp.narrow(1, sizes.Prompt - 1, sizes.Response).MoveToOuterDisposeScope();
    }

    public static Tensor ResponseHead(CausalLm model, (int[] Prompt, int[] Chosen, int[] Rejected)[] pairs, Sizes sizes)
    {
        using var scope = NewDisposeScope();
        var ids = Ids(pairs);
        var states = Run(model, ids).narrow(1, sizes.Prompt - 1, sizes.Response).reshape(-1, model.Config.HiddenSize);
        var targets = ids.narrow(1, sizes.Prompt, sizes.Response).reshape(-1);
        return model.Head.Apply(states, targets).LogProbability.view(-1, sizes.Response).MoveToOuterDisposeScope();
    }

    private static Tensor Ids((int[] Prompt, int[] Chosen, int[] Rejected)[] pairs)
    {
        long[] all = [.. pairs.SelectMany(p => new[] { p.Chosen, p.Rejected }.SelectMany(a => p.Prompt.Concat(a)))
            .Select(i => (long)i)];
        return tensor(all, [2 * pairs.Length, all.Length / 2 / pairs.Length]);
    }

    private static Tensor Run(CausalLm model, Tensor ids)
    {
        var (n, length) = (ids.shape[0], ids.shape[1]);
        var mask = full([length, length], -1e9).triu(1).expand(n, 1, length, length);
        var positions = arange(length, dtype: ScalarType.Int64).expand(1, n, length);
        return Plain.Run(model, ids, positions, (q, k, v) => Plain.Attend(q, k, v, mask));
    }
}

/// <summary>The prompt once, both answers behind it; states that predict the answers, [2BR, D].</summary>
internal static class Shared
{
    public static Tensor Masked(CausalLm model, (int[] Prompt, int[] Chosen, int[] Rejected)[] pairs, Sizes sizes)
    {
        using var scope = NewDisposeScope();
        var (p, r) = (sizes.Prompt, sizes.Response);
        var ids = tensor(
            [.. pairs.SelectMany(x => x.Prompt.Concat(x.Chosen).Concat(x.Rejected)).Select(i => (long)i)],
            [pairs.Length, p + 2 * r]);
        var mask = full([p + 2 * r, p + 2 * r], -1e9).triu(1);
        mask.narrow(0, p + r, r).narrow(1, p, r).fill_(-1e9);
        var answer = Enumerable.Range(p, r).Select(i => (long)i).ToArray();
        var positions = cat([arange(p, dtype: ScalarType.Int64), tensor(answer), tensor(answer)]).expand(1, pairs.Length, -1);
        var states = Plain.Run(model, ids, positions, (q, k, v) => Plain.Attend(q, k, v, mask));
        long[] read = [.. Enumerable.Range(p - 1, r), p - 1, .. Enumerable.Range(p + r, r - 1)];
        return states.index_select(1, tensor(read)).flatten(0, 1).MoveToOuterDisposeScope();
    }

    public static Tensor Tiled(CausalLm model, Layout layout)
    {
        using var scope = NewDisposeScope();
        var plan = AttentionPlan.From([.. layout.Trees.Select(t => t.Whole())]);
        var states = Plain.Run(model, layout.Ids, layout.Positions, (q, k, v) => TreeAttention.Apply(q, k, v, plan));
        return states.flatten(0, 1).index_select(0, layout.Predictors).MoveToOuterDisposeScope();
    }
}

/// <summary>Small clips on their way to visual tokens: decoded by ffmpeg, resized and cut by Qwen2-VL's processor, run
/// through its tower with two layers of random weights.</summary>
internal sealed record Clips(VideoFile[] Files, ImageProcessor.Patched Processor, QwenTower Tower)
{
    public static Clips Written(int count)
    {
        var store = new ClipStore(Path.Combine(Path.GetTempPath(), $"kit-step-{Environment.ProcessId}"), new World(1));
        var clips = store.World.Clips(Kit.Data.MovingShapes.Split.Train, count);
        store.WriteAsync(clips).GetAwaiter().GetResult();
        var config = new QwenTowerConfig(
            QwenGeneration.Qwen2, 128, Sizes.Decoder.HiddenSize, 512, 2, 4, 14, 2, 2, Activation.QuickGelu, 112, []);
        return new Clips(
            [.. clips.Select(c => VideoFile.Open(store.FileOf(c)))],
            new ImageProcessor.Patched(new SmartResize(28, 112 * 112, 112 * 112), 14, 2, 2, Filter.Bicubic, Normalisation.Clip),
            new QwenTower(config, new Initial.Normal(0.02), Placement.Cpu));
    }

    public IEnumerable<(string Name, double Seconds)> Time()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var clock = Stopwatch.StartNew();
        var frames = Files.Select(f => f.Read(new FramePlan.Uniform(8))).ToArray();
        var decode = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var patches = frames.Select(f => (Patches)Processor.Apply(f)).ToArray();
        var resize = clock.Elapsed.TotalSeconds;
        clock.Restart();
        foreach (var one in patches) Tower.call(tensor(one.Values.ToArray(), [.. one.Shape]), one.Grid);
        return [("decode", decode), ("resize", resize), ("tower", clock.Elapsed.TotalSeconds)];
    }

    public override string ToString() =>
        $"{Files.Length} × 8 frames of {Files[0].Width} × {Files[0].Height}, resized to 112 × 112, tower of 2 layers, width 128";
}
