using Kit.Expressions;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>What must hold before the first update; a run that breaks one stops and says which.</summary>
internal static class Contracts
{
    private const double Tolerance = 1e-4;

    /// <summary>Policy = reference: every margin is 0 and the loss is what the objective gives the reference
    /// itself. Where nothing is kept of a reference there is nothing to compare, and only a loss that is not finite is
    /// refused.</summary>
    public static void StepZero(CompiledObjective objective, IReadOnlyDictionary<Evidence, Tensor> evidence)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var actual = objective.Apply(evidence);
        Finite(Number(actual.Loss));
        if (!evidence.ContainsKey(Quantity.ReferenceLogp.At(Slot.Chosen))) return;
        var closed = objective.Apply(AtReference(evidence));
        Near("loss", closed.Loss, actual.Loss);
        if (closed.Metrics.TryGetValue("rewards/margins", out var margins))
            Near("rewards/margins", margins, actual.Metrics["rewards/margins"]);
    }

    /// <summary>The answers' likelihood depends on the clip: with noise for visual tokens it changes. Text alone has
    /// none to see.</summary>
    public static void SeesVideo(Scorer scorer, IReadOnlyList<int> pairs)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var logp = Quantity.PolicyLogp.At(Slot.Chosen);
        var visual = scorer.Visual(pairs);
        if (visual.shape[0] == 0) return;
        var clean = scorer.Evidence(pairs, visual)[logp];
        var blind = scorer.Evidence(pairs, Noise(visual))[logp];
        if (Number((clean - blind).abs().max()) < Tolerance)
            throw new InvalidOperationException(
                "Blindness check: expected other log-probabilities with noise for visual tokens, got the same. "
                + "The model does not read the video; check the vision tower and the projector.");
    }

    /// <summary>Other clips' tokens in another order: what it draws does not touch the process's generator.</summary>
    private static Tensor Noise(Tensor features)
    {
        var random = Pcg.From(0, features.numel());
        var order = random.Permutation((int)features.numel()).Select(i => (long)i).ToArray();
        return features.flatten().index_select(0, tensor(order, device: features.device)).view(features.shape);
    }

    private static Dictionary<Evidence, Tensor> AtReference(IReadOnlyDictionary<Evidence, Tensor> evidence) =>
        evidence.ToDictionary(e => e.Key, e => e.Key.Quantity == Quantity.PolicyLogp
            ? evidence[Quantity.ReferenceLogp.At(e.Key.Slot)]
            : e.Key.Quantity == Quantity.Kl ? zeros_like(e.Value) : e.Value);

    private static float Number(Tensor scalar) => scalar.to(ScalarType.Float32).item<float>();

    private static void Finite(float loss)
    {
        if (!float.IsFinite(loss))
            throw new ArithmeticException(
                $"Step 0, loss: expected a finite value, got {loss}. Inspect the first batch and the model's weights.");
    }

    private static void Near(string what, Tensor expected, Tensor got)
    {
        var (e, g) = (Number(expected), Number(got));
        if (Math.Abs(e - g) > Tolerance * Math.Max(1, Math.Abs(e)))
            throw new InvalidOperationException(
                $"Step 0, {what}: expected {e} with policy = reference, got {g}. "
                + "The reference is another model, or its evidence was computed from other inputs; recompute it.");
    }
}
