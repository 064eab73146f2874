using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>What an operator or a script returned, as managed objects.</summary>
internal static unsafe class Results
{
    public static torch.Tensor Tensor(in Value value) => value.Tag switch
    {
        Tag.Tensor => new torch.Tensor(value.Pointer),
        Tag.None => torch.Tensor.Absent(),
        _ => throw new ExternalException($"expected a tensor, got {value.Tag}."),
    };

    public static torch.Tensor[] List(in Value value)
    {
        if (value.Tag == Tag.Tensor) return [Tensor(value)];
        var handles = (nint*)value.Pointer;
        var tensors = new torch.Tensor[value.Count];
        for (int i = 0; i < tensors.Length; i++) tensors[i] = new torch.Tensor(handles[i]);
        Bridge.tb_list_free(value.Pointer);
        return tensors;
    }

    public static object Any(in Value value) => value.Tag switch
    {
        Tag.Int => (Scalar)value.Integer,
        Tag.Double => (Scalar)value.Real,
        Tag.Bool => (Scalar)(value.Integer != 0),
        Tag.TensorList => List(value),
        _ => Tensor(value),
    };
}
