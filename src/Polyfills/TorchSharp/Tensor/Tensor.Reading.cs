using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements; T must be the dtype's own type. On another device than the CPU: of a copy.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireElement(typeof(T));
            return new TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        /// <summary>The only element.</summary>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"item: expected one element, got {Failure.Describe(this)}.");
            RequireElement(typeof(T));
            if (is_cpu()) return ReadCpuValue<T>(0);
            using var here = cpu();
            return here.ReadCpuValue<T>(0);
        }

        public Scalar ToScalar() => (Scalar)Results.Any(Aten._local_scalar_dense.RunValue(this));

        /// <summary>The element at a row-major position of a CPU tensor.</summary>
        public unsafe T ReadCpuValue<T>(long i)
            where T : unmanaged
        {
            RequireCpu();
            long count = NumberOfElements;
            if (i < 0 || i >= count)
                throw new ArgumentOutOfRangeException(nameof(i), $"Read: expected a position below {count}, got {i}.");
            return Kept(*(T*)Bridge.tb_tensor_element(Handle, i));
        }

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);
        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);
        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);
        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);
        public short ReadCpuInt16(long i) => ReadCpuValue<short>(i);
        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);
        public sbyte ReadCpuSByte(long i) => ReadCpuValue<sbyte>(i);
        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);
        public float ReadCpuFloat16(long i) => (float)ReadCpuValue<Half>(i);
        public float ReadCpuBFloat16(long i) => BitConverter.Int32BitsToSingle(ReadCpuValue<ushort>(i) << 16);

        public bool is_nonzero() => NumberOfElements == 1
            ? ToScalar().ToBoolean()
            : throw new InvalidOperationException($"is_nonzero: expected one element, got {Failure.Describe(this)}.");

        internal void RequireCpu()
        {
            if (!is_cpu())
                throw new InvalidOperationException(
                    $"Reading: expected a CPU tensor, got one on {device}. Call cpu().");
        }

        private void RequireElement(Type element)
        {
            var wanted = ElementType(dtype);
            if (wanted != element)
                throw new ArgumentException(
                    $"data: expected {wanted?.Name ?? "no managed type"} for {dtype}, got {element.Name}. " +
                    "Convert with to().");
        }

        private static Type? ElementType(ScalarType dtype) => dtype switch
        {
            ScalarType.Byte => typeof(byte),
            ScalarType.Int8 => typeof(sbyte),
            ScalarType.Int16 => typeof(short),
            ScalarType.Int32 => typeof(int),
            ScalarType.Int64 => typeof(long),
            ScalarType.Bool => typeof(bool),
            ScalarType.Float16 => typeof(Half),
            ScalarType.Float32 => typeof(float),
            ScalarType.Float64 => typeof(double),
            ScalarType.ComplexFloat32 => typeof((float, float)),
            ScalarType.ComplexFloat64 => typeof(System.Numerics.Complex),
            _ => null,
        };
    }
}
