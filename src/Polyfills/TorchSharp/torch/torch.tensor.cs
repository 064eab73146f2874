using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor with the rank and the element type of the array.</summary>
    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false,
        string[]? names = null) => rawArray switch
        {
            _ when Element(rawArray) == typeof(float) => Literal<float>(rawArray, dtype, device, requires_grad),
            _ when Element(rawArray) == typeof(double) => Literal<double>(rawArray, dtype, device, requires_grad),
            _ when Element(rawArray) == typeof(long) => Literal<long>(rawArray, dtype, device, requires_grad),
            _ when Element(rawArray) == typeof(int) => Literal<int>(rawArray, dtype, device, requires_grad),
            _ when Element(rawArray) == typeof(short) => Literal<short>(rawArray, dtype, device, requires_grad),
            _ when Element(rawArray) == typeof(byte) => Literal<byte>(rawArray, dtype, device, requires_grad),
            _ when Element(rawArray) == typeof(sbyte) => Literal<sbyte>(rawArray, dtype, device, requires_grad),
            _ when Element(rawArray) == typeof(bool) => Literal<bool>(rawArray, dtype, device, requires_grad),
            _ when Element(rawArray) == typeof(Half) => Literal<Half>(rawArray, dtype, device, requires_grad),
            _ => throw new NotSupportedException(
                $"from_array: expected an array of numbers or booleans, got {rawArray.GetType().Name}."),
        };

    /// <summary>Shares the array's memory; the array stays pinned until the last tensor on it dies.</summary>
    public static unsafe Tensor frombuffer(
        Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        int size = rawArray.Length == 0 ? 0 : Buffer.ByteLength(rawArray) / rawArray.Length;
        long available = rawArray.LongLength - offset;
        long length = count < 0 ? available : count;
        if (offset < 0 || length > available)
            throw new ArgumentException($"frombuffer: expected at most {available} elements, got {length}.");
        var pin = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        nint handle, data = pin.AddrOfPinnedObject() + (nint)(offset * size);
        Bridge.Start();
        int status = Bridge.tb_tensor_share(
            data, &length, 1, (int)dtype, GCHandle.ToIntPtr(pin), &Unpin, &handle);
        if (status != 0) pin.Free();
        Failure.Check(status, "frombuffer");
        return Graded(new Tensor(handle), requires_grad);
    }

    [UnmanagedCallersOnly]
    private static void Unpin(nint owner) => GCHandle.FromIntPtr(owner).Free();

    private static Type? Element(Array array) => array.GetType().GetElementType();

    private static Tensor Literal<T>(Array array, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        var shape = new long[array.Rank];
        for (int d = 0; d < shape.Length; d++) shape[d] = array.GetLongLength(d);
        ref byte first = ref MemoryMarshal.GetArrayDataReference(array);
        var flat = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref first), array.Length);
        return Literal(flat, shape, dtype, device, requires_grad);
    }

    private static unsafe Tensor Literal<T>(
        ReadOnlySpan<T> data, long[] shape, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        long count = shape.Aggregate(1L, (product, size) => product * size);
        if (count != data.Length)
            throw new ArgumentException(
                $"tensor: expected {count} elements for [{string.Join(", ", shape)}], got {data.Length}.");
        Bridge.Start();
        nint handle;
        var type = TypeOf<T>();
        fixed (T* source = data)
        fixed (long* sizes = shape)
            Failure.Check(
                Bridge.tb_tensor_copy_from(source, sizes, shape.Length, (int)type, &handle), "tensor");
        return Graded(Placed(new Tensor(handle), dtype ?? type, device ?? defaultDevice), requires_grad);
    }

    private static Tensor Placed(Tensor made, ScalarType dtype, Device device) =>
        made.dtype == dtype && device.type == DeviceType.CPU ? made : made.to(dtype, device, disposeAfter: true);

    private static ScalarType TypeOf<T>() => default(T) switch
    {
        bool => ScalarType.Bool,
        byte => ScalarType.Byte,
        sbyte => ScalarType.Int8,
        short => ScalarType.Int16,
        int => ScalarType.Int32,
        long => ScalarType.Int64,
        Half => ScalarType.Float16,
        float => ScalarType.Float32,
        double => ScalarType.Float64,
        _ => throw new NotSupportedException($"tensor: expected a number or boolean type, got {typeof(T).Name}."),
    };
}
