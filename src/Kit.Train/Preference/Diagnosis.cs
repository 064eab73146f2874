using System.Globalization;
using Kit.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>Where a number that is not finite comes from: the term, the pairs, the layer.</summary>
internal sealed class Diagnosis(
    CausalLm model, Scorer scorer, PreferenceData data, IReadOnlyList<(string Name, Parameter Parameter)> trained)
{
    /// <summary>Stops the run when a measure is not finite.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="measures">Of the batch.</param>
    /// <param name="batch">Its pairs.</param>
    /// <param name="said">Its evidence and losses.</param>
    public void Check(
        int step, IReadOnlyDictionary<string, double> measures, IReadOnlyList<int> batch, Accumulated said)
    {
        var broken = measures.Where(m => !double.IsFinite(m.Value)).ToArray();
        if (broken.Length == 0) return;
        var (name, value) = broken.OrderByDescending(m => m.Key.Contains("terms/", StringComparison.Ordinal)).First();
        var pairs = Rows(said) is { Length: > 0 } rows ? rows.Select(row => batch[row]) : batch;
        throw new ArithmeticException(string.Create(CultureInfo.InvariantCulture,
            $"Step {step}, {name}: expected a finite value, got {value}. ")
            + $"Pairs: {string.Join(", ", pairs.Select(i => data.Pairs[i].Id))}. First not finite: {Place(batch)}. "
            + "Lower the rate or inspect these pairs.");
    }

    /// <summary>Rows of the batch whose evidence, or else whose loss, is not finite.</summary>
    private static int[] Rows(Accumulated said)
    {
        using var scope = NewDisposeScope();
        var evidence = said.Evidence.Values.Where(e => e.dim() > 0).SelectMany(e => Broken(e)).Distinct().Order().ToArray();
        return evidence.Length > 0 ? evidence : [.. Broken(said.Outcome.Losses)];
    }

    private static IEnumerable<int> Broken(Tensor rows) => IsBroken(rows).to(ScalarType.Float32)
        .view(rows.shape[0], -1).sum(1).cpu().data<float>().ToArray().Index().Where(r => r.Item > 0).Select(r => r.Index);

    /// <summary>In the order in which numbers flow: visual tokens, weights, outputs of layers, gradients.</summary>
    private string Place(IReadOnlyList<int> batch)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        if (Any(scorer.Visual(batch))) return "the visual tokens";
        var weights = model.named_parameters().Select(p => (p.name, p.parameter)).Concat(trained);
        if (weights.FirstOrDefault(w => Any(w.Item2)).Item1 is { } weight) return $"the weight {weight}";
        if (Layer(batch) is { } layer) return $"what {layer} gives";
        return trained.FirstOrDefault(t => t.Parameter.grad is { } g && Any(g)).Name is { } gradient
            ? $"the gradient of {gradient}" : "the loss, of finite evidence";
    }

    /// <summary>The first layer of a forward pass whose output is not finite.</summary>
    private string? Layer(IReadOnlyList<int> batch)
    {
        string? first = null;
        var hooks = model.named_modules().Select(m => (m.name, m.module as nn.Module<Tensor, Tensor>))
            .Where(m => m.Item2 is not null)
            .Select(m => m.Item2!.register_forward_hook((_, _, output) =>
            {
                if (first is null && Any(output)) first = m.name;
                return output;
            })).ToArray();
        try
        {
            scorer.Evidence(batch);
        }
        finally
        {
            foreach (var hook in hooks) hook.remove();
        }

        return first;
    }

    private static bool Any(Tensor values) => values.numel() > 0 && IsBroken(values).any().ToBoolean();

    private static Tensor IsBroken(Tensor values) => values.isfinite().logical_not();
}
