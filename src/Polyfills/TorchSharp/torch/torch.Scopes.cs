namespace TorchSharp;

/// <summary>The functions of PyTorch under the names of TorchSharp.</summary>
public static partial class torch
{
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThisThread.CurrentDisposeScope;

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThisThread.NewDisposeScope();

    /// <summary>Runs the expression in a scope of its own; only its result survives.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
