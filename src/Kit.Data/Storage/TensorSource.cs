namespace Kit.Data.Storage;

/// <summary>One tensor on its way into a file; its bytes are asked for when their turn comes.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Row-major; [] is a scalar.</param>
/// <param name="Write">Puts exactly product(shape) · bytes-of-an-element little-endian bytes into the stream.</param>
public sealed record TensorSource(string Name, TensorType Type, Sequence<long> Shape, Action<Stream> Write)
{
    /// <summary>Bytes that <see cref="Write"/> must give.</summary>
    public long Length => Shape.Aggregate((long)Type.Bytes(), (bytes, size) => checked(bytes * size));

    /// <summary>A tensor whose bytes are at hand.</summary>
    public static TensorSource From(string name, TensorType type, Sequence<long> shape, ReadOnlyMemory<byte> bytes) =>
        new(name, type, shape, stream => stream.Write(bytes.Span));

    public override string ToString() => $"{Name} {Type} {Shape}";
}
