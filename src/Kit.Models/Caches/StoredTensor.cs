using Kit.Data.Storage;
using Kit.Models.Checkpoints;
using static TorchSharp.torch;

namespace Kit.Models.Caches;

/// <summary>Tensors in safetensors files, whole or by rows: what is not asked for is not read.</summary>
public static class StoredTensor
{
    private const long Slice = 1 << 26;

    /// <summary>A tensor on its way into a file, bit for bit.</summary>
    public static TensorSource Source(string name, Tensor tensor) => Checkpoint.Source(name, tensor, tensor.dtype);

    /// <summary>All of a tensor, on the host, in its own type.</summary>
    public static Tensor Read(SafetensorsFile file, string name) =>
        Read(file, file[name], 0, file[name].Shape, file[name].Length);

    /// <summary>Some rows of a tensor: [n, …] → [count, …], on the host.</summary>
    /// <param name="file">Open.</param>
    /// <param name="name">A tensor of one axis or more.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many follow each other.</param>
    public static Tensor ReadRows(SafetensorsFile file, string name, long start, long count)
    {
        var entry = file[name];
        if (entry.Shape.Count == 0 || start < 0 || count < 0 || start > entry.Shape[0] - count)
            throw new ArgumentOutOfRangeException(nameof(start), FormattableString.Invariant(
                $"{file.FilePath}, {entry}: expected rows of it, got {count} from {start} on. Ask for rows it has."));
        var row = entry.Shape[0] == 0 ? 0 : entry.Length / entry.Shape[0];
        return Read(file, entry, start * row, [count, .. entry.Shape.Skip(1)], count * row);
    }

    private static Tensor Read(
        SafetensorsFile file, TensorEntry entry, long offset, IEnumerable<long> shape, long length)
    {
        var type = ElementType.In(entry.Type) ?? throw new InvalidDataException(
            $"{file.FilePath}, {entry}: expected a floating type or I64, got {entry.Type}. Write it as one of them.");
        var flat = empty([length / entry.Type.Bytes()], dtype: type);
        for (long at = 0; at < length; at += Slice)
        {
            var part = Math.Min(Slice, length - at);
            using var view = flat.narrow(0, at / entry.Type.Bytes(), part / entry.Type.Bytes());
            file.CopyTo(entry.Name, offset + at, view.bytes);
        }

        return flat.view([.. shape]);
    }
}
