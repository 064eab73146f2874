namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Starts again from nothing.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Copies the values of another state of the same kind.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    private protected static torch.Tensor Copied(torch.Tensor source, Parameter parameter) =>
        source.to(source.dtype, parameter.device, copy: true).DetachFromDisposeScope();
}
