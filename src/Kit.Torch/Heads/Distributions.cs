using static TorchSharp.torch;

namespace Kit.Torch.Heads;

/// <summary>The distributions of a chunk of tokens, [n, V], as statistics read them; each is computed when it is first
/// read and lives until this is disposed, whatever scope it was read in.</summary>
internal sealed class Distributions : IDisposable
{
    private readonly Func<Tensor> logits;
    private readonly Func<Tensor> referenceLogits;
    private Tensor? logP, p, referenceLogP, referenceP;

    /// <param name="hidden">[n, D].</param>
    /// <param name="weight">[V, D].</param>
    /// <param name="targets">y, [n].</param>
    /// <param name="reference">The reference's states of the same tokens.</param>
    public Distributions(Tensor hidden, Tensor weight, Tensor targets, ReferenceStates? reference)
    {
        logits = () => Logits(hidden, weight);
        referenceLogits = () => Logits(reference!.Hidden, reference.Weight).to(WideType.Of(hidden.dtype));
        Targets = targets.unsqueeze(1);
    }

    /// <summary>y, [n, 1].</summary>
    public Tensor Targets { get; }

    /// <summary>log π.</summary>
    public Tensor LogP => logP ??= LogSoftmax(logits);

    /// <summary>π.</summary>
    public Tensor P => p ??= logP is null ? Softmax(logits) : logP.exp().DetachFromDisposeScope();

    /// <summary>log π_ref.</summary>
    public Tensor ReferenceLogP => referenceLogP ??= LogSoftmax(referenceLogits);

    /// <summary>π_ref.</summary>
    public Tensor ReferenceP => referenceP ??= referenceLogP is null
        ? Softmax(referenceLogits) : referenceLogP.exp().DetachFromDisposeScope();

    private static Tensor Logits(Tensor hidden, Tensor weight) =>
        nn.functional.linear(hidden, weight).to(WideType.Of(hidden.dtype));

    public void Dispose()
    {
        foreach (var one in new[] { logP, p, referenceLogP, referenceP }) one?.Dispose();
    }

    private static Tensor LogSoftmax(Func<Tensor> logits)
    {
        using var scope = NewDisposeScope();
        return logits().log_softmax(-1).DetachFromDisposeScope();
    }

    private static Tensor Softmax(Func<Tensor> logits)
    {
        using var scope = NewDisposeScope();
        return logits().softmax(-1).DetachFromDisposeScope();
    }
}
