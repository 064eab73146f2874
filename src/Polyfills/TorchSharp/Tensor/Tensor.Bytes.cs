namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous CPU tensor below 2 GiB.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                long count = ByteCount();
                if (count > int.MaxValue)
                    throw new ArgumentException($"bytes: expected at most {int.MaxValue} bytes, got {count}.");
                return new Span<byte>((void*)Bridge.tb_tensor_data(Handle), (int)count);
            }
            set
            {
                long count = ByteCount();
                if (count != value.Length)
                    throw new ArgumentException($"bytes: expected {count} bytes, got {value.Length}.");
                value.CopyTo(new Span<byte>((void*)Bridge.tb_tensor_data(Handle), value.Length));
                GC.KeepAlive(this);
            }
        }

        public unsafe void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            long count = ByteCount();
            var data = (byte*)Bridge.tb_tensor_data(Handle);
            for (long done = 0; done < count; done += bufferSize)
                stream.Write(new ReadOnlySpan<byte>(data + done, (int)Math.Min(bufferSize, count - done)));
            GC.KeepAlive(this);
        }

        public unsafe void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            long count = ByteCount();
            var data = (byte*)Bridge.tb_tensor_data(Handle);
            for (long done = 0; done < count; done += bufferSize)
                stream.ReadExactly(new Span<byte>(data + done, (int)Math.Min(bufferSize, count - done)));
            GC.KeepAlive(this);
        }

        private long ByteCount()
        {
            RequireCpu();
            return is_contiguous()
                ? NumberOfElements * ElementSize
                : throw new InvalidOperationException(
                    $"bytes: expected a contiguous tensor, got {Failure.Describe(this)} with strides " +
                    $"[{string.Join(", ", stride())}]. Call contiguous().");
        }
    }
}
