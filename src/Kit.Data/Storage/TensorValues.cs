using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kit.Data.Storage;

/// <summary>Little-endian bytes of a tensor ↔ numbers.</summary>
public static class TensorValues
{
    /// <summary>Values as float32: exact for F32, F16, BF16 and small integers, rounded for the others.</summary>
    public static float[] ToFloats(this TensorType type, ReadOnlyMemory<byte> bytes)
    {
        var one = Reader(type);
        var size = type.Bytes();
        var values = new float[bytes.Length / size];
        for (var i = 0; i < values.Length; i++) values[i] = one(bytes.Span.Slice(i * size, size));
        return values;
    }

    /// <summary>Float32 values as the bytes of an F32 tensor.</summary>
    public static ReadOnlyMemory<byte> ToBytes(ReadOnlyMemory<float> values) =>
        MemoryMarshal.AsBytes(values.Span).ToArray();

    private static Func<ReadOnlySpan<byte>, float> Reader(TensorType type) => type switch
    {
        TensorType.BOOL or TensorType.U8 => b => b[0],
        TensorType.I8 => b => (sbyte)b[0],
        TensorType.U16 => b => BinaryPrimitives.ReadUInt16LittleEndian(b),
        TensorType.I16 => b => BinaryPrimitives.ReadInt16LittleEndian(b),
        TensorType.F16 => b => (float)BinaryPrimitives.ReadHalfLittleEndian(b),
        TensorType.BF16 => b => Bf16.ToFloat(BinaryPrimitives.ReadUInt16LittleEndian(b)),
        TensorType.U32 => b => BinaryPrimitives.ReadUInt32LittleEndian(b),
        TensorType.I32 => b => BinaryPrimitives.ReadInt32LittleEndian(b),
        TensorType.F32 => b => BinaryPrimitives.ReadSingleLittleEndian(b),
        TensorType.U64 => b => BinaryPrimitives.ReadUInt64LittleEndian(b),
        TensorType.I64 => b => BinaryPrimitives.ReadInt64LittleEndian(b),
        TensorType.F64 => b => (float)BinaryPrimitives.ReadDoubleLittleEndian(b),
        _ => throw new NotSupportedException(
            $"tensor values: expected a number type that .NET reads, got {type}. Convert the checkpoint to BF16."),
    };
}
