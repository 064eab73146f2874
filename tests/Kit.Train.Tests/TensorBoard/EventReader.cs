using System.Buffers.Binary;
using System.Text;

namespace Kit.Train.Tests.TensorBoard;

/// <summary>Reads event files from the formats' descriptions alone: nothing of the writer is used.</summary>
internal static class EventReader
{
    /// <summary>The bytes of every record, its checksums compared bit by bit.</summary>
    public static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Mask(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            records.Add(file[(at + 12)..(at + 12 + length)]);
            Assert.Equal(Mask(records[^1]), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            at += length + 16;
        }

        return records;
    }

    /// <summary>A message's fields in order: varints and fixed numbers as numbers, the rest as bytes.</summary>
    public static List<(int Field, object Value)> Fields(byte[] message)
    {
        var fields = new List<(int, object)>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            object value = (tag & 7) switch
            {
                0 => Varint(message, ref at),
                1 => BinaryPrimitives.ReadDoubleLittleEndian(Take(message, ref at, 8)),
                2 => Take(message, ref at, (int)Varint(message, ref at)),
                5 => BinaryPrimitives.ReadSingleLittleEndian(Take(message, ref at, 4)),
                var other => throw new InvalidDataException($"wire type {other}"),
            };
            fields.Add(((int)(tag >> 3), value));
        }

        return fields;
    }

    /// <summary>Tag and value of every scalar with its step.</summary>
    public static List<(long Step, string Tag, float Value)> Scalars(byte[] file) =>
        [.. from record in Records(file)
            let fields = Fields(record)
            let step = (long)(ulong)fields.FirstOrDefault(f => f.Field == 2, (2, 0UL)).Value
            from summary in fields.Where(f => f.Field == 5)
            from value in Fields((byte[])summary.Value)
            let parts = Fields((byte[])value.Value)
            select (step, Encoding.UTF8.GetString((byte[])parts.Single(p => p.Field == 1).Value),
                (float)parts.Single(p => p.Field == 2).Value)];

    private static byte[] Take(byte[] from, ref int at, int count) => from[at..(at += count)];

    private static ulong Varint(byte[] from, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var b = from[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
    }

    private static uint Mask(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0x82F63B78 : crc >> 1;
        }

        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
    }
}
