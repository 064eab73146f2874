namespace Kit.Data.Storage;

/// <summary>Where a safetensors file keeps one tensor.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Row-major; [] is a scalar.</param>
/// <param name="Offset">First byte, from the start of the file.</param>
/// <param name="Length">Bytes, product(shape) · bytes of an element.</param>
public sealed record TensorEntry(string Name, TensorType Type, Sequence<long> Shape, long Offset, long Length)
{
    /// <summary>One past the last byte.</summary>
    public long End => Offset + Length;

    public override string ToString() => $"{Name} {Type} {Shape}";
}
