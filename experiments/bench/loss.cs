#:project ../../src/Kit.Torch/Kit.Torch.csproj
#:property PublishAot=false
#:property AllowUnsafeBlocks=true

// One loss, forward and backward, on [64, 512] evidence: the compiled graph with its derived backward, against the same
// formula written by hand with tensor operators through autograd. Both do what the formula says and nothing more;
// metrics are left out of both. A/B/A/B in one process, medians; kernels are operators that do work, counted by
// LibTorch itself.
//   dotnet run -c Release experiments/bench/loss.cs [-- rounds]

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Kit;
using Kit.Expressions;
using Kit.Torch;
using TorchSharp;
using static TorchSharp.torch;

const int Pairs = 64, Tokens = 512;
var rounds = args is [var given, ..] ? int.Parse(given) : 200;
set_num_threads(1);
random.manual_seed(1);

var batch = new[] { Slot.Chosen, Slot.Rejected }.SelectMany(Side).ToDictionary(one => one.Key, one => one.Value);
var (w, l) = (Answer.From(batch, Slot.Chosen), Answer.From(batch, Slot.Rejected));
(string Name, Objective Loss, Func<Tensor> Hand, Tensor[] Leaves)[] cases =
[
    ("DPO", Papers.Dpo, () => -LogSigmoid(0.1 * (Ratio(w) - Ratio(l))).mean(), [w.Policy, l.Policy]),
    ("RRPO", Papers.Rrpo, () => (-LogSigmoid(0.1 * (Marked(w) - Marked(l))) + 0.01 * (w.Mask * w.Kl).sum(1)).mean(),
        [w.Policy, l.Policy, w.Kl]),
    ("SimPO", Papers.SimPo, () => -LogSigmoid(2 * (Mean(w) - Mean(l)) - 1).mean(), [w.Policy, l.Policy]),
    ("LeanPO", Papers.LeanPo, LeanPo, [w.Policy, l.Policy]),
];

Console.WriteLine(
    $"{"loss",-8}{"by hand µs",12}{"compiled µs",13}{"ratio",8}{"kernels",16}{"ratio",8}{"max |Δ grad|",15}");
foreach (var (name, objective, hand, leaves) in cases)
{
    using var scope = NewDisposeScope();
    using var graph = CompiledGraph.From(
    [
        ("loss", objective.Loss), .. objective.Differentiable.Select(what => ($"d {what}", objective.Credit(what))),
    ]);
    void ByHand()
    {
        using var inner = NewDisposeScope();
        autograd.grad([hand()], leaves);
    }

    void Compiled()
    {
        using var inner = NewDisposeScope();
        using var constant = no_grad();
        graph.Apply(batch);
    }

    for (var warm = 0; warm < 30; warm++) (warm % 2 == 0 ? (Action)ByHand : Compiled)();
    var (a, b) = (new double[rounds], new double[rounds]);
    for (var round = 0; round < rounds; round++) (a[round], b[round]) = (Timed(ByHand), Timed(Compiled));
    var (slow, fast) = (Median(a), Median(b));
    var (many, few) = (Counted(ByHand), Counted(Compiled));
    var gap = Gap(objective, graph, hand, leaves);
    Console.WriteLine(FormattableString.Invariant(
        $"{name,-8}{slow,12:0.0}{fast,13:0.0}{fast / slow,8:0.00}")
        + FormattableString.Invariant($"{$"{few} / {many}",16}{(double)few / many,8:0.00}{gap,15:0.0e+0}"));
    Console.WriteLine(new JsonObject
    {
        ["loss"] = name, ["shape"] = new JsonArray(Pairs, Tokens), ["dtype"] = "float32", ["rounds"] = rounds,
        ["hand_us"] = Math.Round(slow, 1), ["compiled_us"] = Math.Round(fast, 1),
        ["time_ratio"] = Math.Round(fast / slow, 3),
        ["hand_kernels"] = many, ["compiled_kernels"] = few, ["kernel_ratio"] = Math.Round((double)few / many, 3),
    }.ToJsonString());
}

Tensor LogSigmoid(Tensor x) => nn.functional.logsigmoid(x);

Tensor Ratio(Answer y) => (y.Mask * (y.Policy - y.Reference)).sum(1);

Tensor Marked(Answer y) => (y.Mask * y.Span * (y.Policy - y.Reference)).sum(1);

Tensor Mean(Answer y) => (y.Mask * y.Policy).sum(1) / y.Mask.sum(1).clamp(1);

Tensor LeanPo()
{
    var (sum, length) = ((w.Mask * w.Policy).sum(1), w.Mask.sum(1));
    var h = sum / length.clamp(1) - Mean(l);
    var doubt = 0.1 * (h.detach() < 0).to(ScalarType.Float32);
    var nll = -(sum.sum() / length.sum().clamp(1));
    return (-(1 - doubt) * LogSigmoid(2 * h) - doubt * LogSigmoid(-2 * h) + 0.5 * nll).mean();
}

IEnumerable<KeyValuePair<Evidence, Tensor>> Side(Slot slot)
{
    Tensor Logp() => -3 * rand(Pairs, Tokens);
    Tensor Marks() => (rand(Pairs, Tokens) < 0.7).to(ScalarType.Float32);
    yield return new(Quantity.PolicyLogp.At(slot), Logp().requires_grad_());
    yield return new(Quantity.ReferenceLogp.At(slot), Logp());
    yield return new(Quantity.Mask.At(slot), Marks());
    yield return new(Quantity.Span.At(slot), Marks());
    yield return new(Quantity.Kl.At(slot), rand(Pairs, Tokens).requires_grad_());
}

double Gap(Objective objective, CompiledGraph graph, Func<Tensor> hand, Tensor[] leaves)
{
    var expected = autograd.grad([hand()], leaves);
    using var constant = no_grad();
    var actual = graph.Apply(batch).Skip(1);
    return objective.Differentiable.Zip(actual).Max(one =>
        (one.Second - expected[Array.IndexOf(leaves, batch[one.First])]).abs().max().item<float>());
}

static double Timed(Action run)
{
    var start = Stopwatch.GetTimestamp();
    run();
    return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
}

static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

static long Counted(Action run)
{
    Counter.Start();
    run();
    return Counter.Stop();
}

internal sealed record Answer(Tensor Policy, Tensor Reference, Tensor Mask, Tensor Span, Tensor Kl)
{
    public static Answer From(IReadOnlyDictionary<Evidence, Tensor> batch, Slot slot) => new(
        batch[Quantity.PolicyLogp.At(slot)], batch[Quantity.ReferenceLogp.At(slot)], batch[Quantity.Mask.At(slot)],
        batch[Quantity.Span.At(slot)], batch[Quantity.Kl.At(slot)]);
}

/// <summary>LibTorch's own record of operators; the embedded bridge has it.</summary>
internal static partial class Counter
{
    public static void Start() => tb_count_start();

    public static long Stop() => tb_count_stop();

    [LibraryImport("TorchBridge")]
    private static partial int tb_count_start();

    [LibraryImport("TorchBridge")]
    private static partial long tb_count_stop();
}
