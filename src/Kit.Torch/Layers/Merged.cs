using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>A model with adapters merged into its weights, and the proof that it is still the same model.</summary>
/// <remarks>Merging rounds each weight once, so in bfloat16 the merged model differs from the adapted one; how much is
/// measured, not assumed. The base weights are kept until disposal, because W + ΔW − ΔW is not W in floating point.
/// </remarks>
public sealed class Merged : IDisposable
{
    private readonly Adapters adapters;
    private readonly IReadOnlyList<(Parameter Own, Tensor Base)> originals;

    private Merged(
        Adapters adapters, IReadOnlyList<(Parameter Own, Tensor Base)> originals, double difference, double effect) =>
        (this.adapters, this.originals, Difference, Effect) = (adapters, originals, difference, effect);

    /// <summary>Largest |log π_merged − log π_adapted| over the samples, nats: the error of merging.</summary>
    public double Difference { get; }

    /// <summary>Largest |log π_merged − log π_base| over the samples, nats: 0 says that nothing was merged.</summary>
    public double Effect { get; }

    internal static Merged From(
        Adapters adapters, IReadOnlyList<(Parameter Own, Func<Tensor> New)> updates, Func<Tensor> score)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var adapted = score();
        adapters.Remove();
        var plain = score();
        var originals = updates.Select(u => (u.Own, Replace(u.Own, u.New))).ToArray();
        var after = score();
        return new Merged(adapters, originals, Largest(after - adapted), Largest(after - plain));
    }

    /// <summary>Gives the base weights back, bit for bit, and puts the adapters in place again.</summary>
    public void Unmerge()
    {
        using var still = no_grad();
        foreach (var (own, original) in originals) own.copy_(original);
        adapters.Place();
        Dispose();
    }

    /// <summary>Forgets the base weights; the model stays merged.</summary>
    public void Dispose()
    {
        foreach (var (_, original) in originals) original.Dispose();
    }

    public override string ToString() => FormattableString.Invariant(
        $"merged: max |Δ log π| {Difference:0.###e0} nats from the adapters, {Effect:0.###e0} from the base model");

    /// <summary>Writes a new value over a parameter, one at a time so that no second model is held, and returns the old
    /// value.</summary>
    private static Tensor Replace(Parameter own, Func<Tensor> value)
    {
        using var scope = NewDisposeScope();
        var original = own.detach().clone().DetachFromDisposeScope();
        own.copy_(value());
        return original;
    }

    private static double Largest(Tensor difference) =>
        difference.abs().max().to(ScalarType.Float64).item<double>();
}
