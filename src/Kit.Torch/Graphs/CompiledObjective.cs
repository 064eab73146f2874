using Kit.Expressions;
using static TorchSharp.torch;

namespace Kit.Torch;

/// <summary>An objective compiled for tensors: forward with metrics, and the derived backward.</summary>
/// <remarks>Both come from the one expression; that eager, compiled and managed values and all gradients agree is
/// tested over generated objectives.</remarks>
public sealed partial class CompiledObjective : IDisposable
{
    private readonly CompiledGraph forward;
    private readonly CompiledGraph backward;
    private readonly Lazy<CompiledGraph> both;

    private CompiledObjective(Objective objective)
    {
        Objective = objective;
        Differentiable = objective.Differentiable;
        Names = Sequence.From(objective.Metrics.Select(metric => metric.Name));
        (string, Expr)[] values =
        [
            ("loss", objective.Loss),
            ("losses", objective.Losses),
            .. objective.Metrics.Select(metric => (metric.Name, metric.Value)),
        ];
        var gradients = Gradient.Apply(objective.Loss, Differentiable);
        (string, Expr)[] credit = [.. Differentiable.Zip(gradients).Select(d => ($"d {d.First}", d.Second))];
        forward = CompiledGraph.From(values);
        backward = CompiledGraph.From(credit);
        both = new(() => CompiledGraph.From([.. values, .. credit]));
    }

    /// <summary>What was compiled.</summary>
    public Objective Objective { get; }

    /// <summary>What <see cref="Apply"/> reads.</summary>
    public Sequence<Evidence> Evidence => forward.Evidence;

    /// <summary>The evidence that <see cref="Credit"/> gives gradients for.</summary>
    public Sequence<Evidence> Differentiable { get; }

    private Sequence<string> Names { get; }

    public static CompiledObjective From(Objective objective) => new(objective);

    /// <summary>Loss, losses and metrics; call <c>Loss.backward()</c> for gradients by autograd.</summary>
    /// <param name="evidence">At least <see cref="Evidence"/>, on one device, in one floating type.</param>
    public TensorOutcome Apply(IReadOnlyDictionary<Evidence, Tensor> evidence) => Outcome(forward.Apply(evidence));

    /// <summary>Loss, losses, metrics and d loss / d evidence in one pass, without autograd; what forward and backward
    /// share is computed once.</summary>
    /// <param name="evidence">At least <see cref="Evidence"/>, on one device, in one floating type.</param>
    public TensorAppraisal Appraise(IReadOnlyDictionary<Evidence, Tensor> evidence)
    {
        using var constant = no_grad();
        var results = both.Value.Apply(evidence);
        var credit = Differentiable.Zip(results.Skip(2 + Names.Count))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        return new TensorAppraisal(Outcome(results), credit);
    }

    /// <summary>d loss / d evidence for every piece that the policy makes, without autograd: where a head's backward
    /// starts, and the credit of every token.</summary>
    public IReadOnlyDictionary<Evidence, Tensor> Credit(IReadOnlyDictionary<Evidence, Tensor> evidence)
    {
        using var constant = no_grad();
        return Differentiable.Zip(backward.Apply(evidence)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private TensorOutcome Outcome(Tensor[] results) => new(
        results[0], results[1], Names.Zip(results.Skip(2)).ToDictionary(pair => pair.First, pair => pair.Second));

    public void Dispose()
    {
        if (both.IsValueCreated) both.Value.Dispose();
        forward.Dispose();
        backward.Dispose();
    }
}
