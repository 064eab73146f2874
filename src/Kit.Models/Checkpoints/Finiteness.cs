using System.Numerics;
using System.Runtime.InteropServices;
using Kit.Data.Storage;

namespace Kit.Models.Checkpoints;

/// <summary>Whether stored numbers are finite, looked at as bits: a floating number is infinite or not a number exactly
/// when its exponent is all ones.</summary>
/// <remarks>A fraction of the cost of the tensor operator, which makes three temporaries; a checkpoint is read once,
/// but
/// whole.</remarks>
internal static class Finiteness
{
    /// <param name="type">Other than floating types are always finite.</param>
    /// <param name="bytes">Little-endian.</param>
    public static bool Of(TensorType type, ReadOnlySpan<byte> bytes) => type switch
    {
        TensorType.F64 => IsFree(MemoryMarshal.Cast<byte, ulong>(bytes), 0x7FF0_0000_0000_0000ul),
        TensorType.F32 => IsFree(MemoryMarshal.Cast<byte, uint>(bytes), 0x7F80_0000u),
        TensorType.BF16 => IsFree(MemoryMarshal.Cast<byte, ushort>(bytes), (ushort)0x7F80),
        TensorType.F16 => IsFree(MemoryMarshal.Cast<byte, ushort>(bytes), (ushort)0x7C00),
        _ => true,
    };

    /// <summary>True when no number has all bits of the exponent set.</summary>
    private static bool IsFree<T>(ReadOnlySpan<T> numbers, T exponent) where T : struct, IBinaryInteger<T>
    {
        var mask = new Vector<T>(exponent);
        var blocks = MemoryMarshal.Cast<T, Vector<T>>(numbers);
        foreach (var block in blocks)
            if (Vector.EqualsAny(block & mask, mask)) return false;
        foreach (var number in numbers[(blocks.Length * Vector<T>.Count)..])
            if ((number & exponent) == exponent) return false;
        return true;
    }
}
