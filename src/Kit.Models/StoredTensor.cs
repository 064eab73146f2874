using Kit.Data.Storage;
using static TorchSharp.torch;

namespace Kit.Models;

/// <summary>Tensors to and from safetensors files, one at a time.</summary>
internal static class StoredTensor
{
    private const int Buffer = 1 << 20;

    /// <summary>A tensor on its way into a file in its own type; what is elsewhere is brought to the host when its turn
    /// comes.</summary>
    public static TensorSource Source(string name, Tensor tensor) => Source(name, tensor, tensor.dtype);

    /// <summary>The same, converted to another type on the way.</summary>
    public static TensorSource Source(string name, Tensor tensor, ScalarType type) =>
        new(name, TypeOf(name, type), [.. tensor.shape], stream => Write(tensor, type, stream));

    /// <summary>Fills a tensor with one of the same shape, whatever floating type the file has.</summary>
    public static void Read(SafetensorsFile file, string name, Tensor into)
    {
        using var scope = NewDisposeScope();
        var host = empty(into.shape, dtype: TypeOf(file[name].Type));
        host.ReadBytesFromStream(new MemoryStream(file.Read(name)), Buffer);
        into.copy_(host);
    }

    public static TensorType TypeOf(string name, ScalarType type) => type switch
    {
        ScalarType.Float64 => TensorType.F64,
        ScalarType.Float32 => TensorType.F32,
        ScalarType.Float16 => TensorType.F16,
        ScalarType.BFloat16 => TensorType.BF16,
        ScalarType.Int64 => TensorType.I64,
        _ => throw new NotSupportedException(
            $"{name}: expected a floating type or Int64, got {type}. Convert it before saving."),
    };

    private static ScalarType TypeOf(TensorType type) => type switch
    {
        TensorType.F64 => ScalarType.Float64,
        TensorType.F32 => ScalarType.Float32,
        TensorType.F16 => ScalarType.Float16,
        TensorType.BF16 => ScalarType.BFloat16,
        TensorType.I64 => ScalarType.Int64,
        _ => throw new NotSupportedException($"tensors: expected a floating type or I64, got {type}. Convert the file."),
    };

    private static void Write(Tensor tensor, ScalarType type, Stream stream)
    {
        using var scope = NewDisposeScope();
        tensor.detach().to(type).cpu().contiguous().WriteBytesToStream(stream, Buffer);
    }
}
