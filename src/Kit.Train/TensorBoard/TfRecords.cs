using System.Buffers.Binary;
using System.Numerics;

namespace Kit.Train.TensorBoard;

/// <summary>TensorFlow's file of records: each with its length and two checksums.</summary>
/// <remarks>uint64 length · uint32 masked CRC of the length · bytes · uint32 masked CRC of the bytes, all
/// little-endian. CRC-32C (Castagnoli, reflected polynomial 0x82F63B78); mask(c) = rotr(c, 15) + 0xA282EAD8 mod
/// 2³².</remarks>
internal static class TfRecords
{
    private const uint Mask = 0xA282EAD8;

    /// <summary>One record behind the last.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> record)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(uint)], tail = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], Masked(head[..sizeof(ulong)]));
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Masked(record));
        stream.Write(head);
        stream.Write(record);
        stream.Write(tail);
    }

    /// <summary>The checksum as it stands in the file.</summary>
    public static uint Masked(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Crc32C(data), 15) + Mask;

    /// <summary>CRC-32C.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        foreach (var b in data) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
