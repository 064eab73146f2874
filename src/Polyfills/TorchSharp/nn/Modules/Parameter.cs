namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains; takes over the tensor it is made from.</summary>
public class Parameter : torch.Tensor
{
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : this(data, requires_grad, data.OwningDisposeScope)
    {
    }

    private Parameter(torch.Tensor data, bool requires_grad, DisposeScope? owner)
        : base(Leaf(data, requires_grad).DecoupleFromNativeHandle()) => MoveToOtherDisposeScope(owner);

    private static torch.Tensor Leaf(torch.Tensor data, bool requires_grad)
    {
        if (data.is_leaf) return data.requires_grad_(requires_grad);
        var leaf = data.detach().requires_grad_(requires_grad);
        data.Dispose();
        return leaf;
    }
}
