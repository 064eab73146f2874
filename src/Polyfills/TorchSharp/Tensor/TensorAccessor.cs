using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly T* data;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;
    private torch.Tensor? tensor;

    internal TensorAccessor(torch.Tensor tensor)
    {
        tensor.RequireCpu();
        this.tensor = tensor;
        data = (T*)Bridge.tb_tensor_data(tensor.Handle);
        (shape, strides, contiguous) = (tensor.shape, tensor.stride(), tensor.is_contiguous());
        Count = tensor.numel();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    private T* Data => tensor is null ? throw new ObjectDisposedException(nameof(TensorAccessor<T>)) : data;

    public T this[params long[] indices]
    {
        get => *At(indices);
        set => *At(indices) = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array);
        return array;
    }

    /// <summary>An array with the rank of the tensor.</summary>
    public Array ToNDArray()
    {
        if (shape.Length == 0) return ToArray();
        var array = Array.CreateInstance(typeof(T), shape);
        long position = 0;
        foreach (T element in this) array.SetValue(element, Indices(position++));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        if (contiguous)
            new Span<T>(Data + tensorIndex, count).CopyTo(array[arrayIndex..]);
        else
            for (int i = 0; i < count; i++) array[arrayIndex + i] = Data[Offset(tensorIndex + i)];
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = (int)Math.Min(Count - tensorIndex, array.Length - arrayIndex);
        for (int i = 0; i < count; i++) Data[Offset(tensorIndex + i)] = array[arrayIndex + i];
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return Read(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => tensor = null;

    private T Read(long position) => Data[Offset(position)];

    private T* At(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1) return Data + Offset(indices[0]);
        if (indices.Length != shape.Length)
            throw new ArgumentException($"Element: expected {shape.Length} indices, got {indices.Length}.");
        long offset = 0;
        for (int d = 0; d < indices.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= shape[d])
                throw new IndexOutOfRangeException($"Element: expected below {shape[d]} in dim {d}, got {indices[d]}.");
            offset += indices[d] * strides[d];
        }
        return Data + offset;
    }

    private long Offset(long position)
    {
        if (position < 0 || position >= Count)
            throw new IndexOutOfRangeException($"Element: expected a position below {Count}, got {position}.");
        if (contiguous) return position;
        long[] indices = Indices(position);
        return indices.Select((index, d) => index * strides[d]).Sum();
    }

    private long[] Indices(long position)
    {
        var indices = new long[shape.Length];
        for (int d = shape.Length - 1; d >= 0; d--) (position, indices[d]) = Math.DivRem(position, shape[d]);
        return indices;
    }
}
