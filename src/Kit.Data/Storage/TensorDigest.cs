using System.Security.Cryptography;

namespace Kit.Data.Storage;

/// <summary>Names weights by their content.</summary>
/// <remarks>SHA-256 over every tensor's (name, type, shape, SHA-256 of its bytes), in the order of names: neither shards
/// nor the order of a file count, and a model in memory has the digest of the file that it is saved to. Every byte is
/// read. Sampling would be cheaper and would miss edits of few rows, such as an embedding for new tokens; a whole read
/// costs no more than loading the weights, which has just been done or is about to be, and tensors are hashed side by
/// side.</remarks>
public static class TensorDigest
{
    private const int Slice = 1 << 20;

    /// <summary>The digest of tensors, 64 hex digits.</summary>
    /// <param name="tensors">Distinct names.</param>
    public static string From(IEnumerable<TensorSource> tensors)
    {
        var lines = tensors.OrderBy(t => t.Name, StringComparer.Ordinal).ToArray().AsParallel().AsOrdered()
            .Select(t => new Component(t.Name, $"{t.Type} {t.Shape} {Sum(t)}"));
        return Fingerprint.From(lines.ToArray()).Hash;
    }

    /// <summary>The digest of a checkpoint's weights.</summary>
    /// <param name="path">A safetensors file, or a folder with one or with shards and their index.</param>
    public static string FromFile(string path)
    {
        using var weights = Weights.Open(path);
        return From(weights.Entries.Select(e => new TensorSource(
            e.Name, e.Type, e.Shape, stream => Copy(weights, e, stream))));
    }

    private static string Sum(TensorSource tensor)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write)) tensor.Write(stream);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Copy(Weights weights, TensorEntry entry, Stream stream)
    {
        var buffer = new byte[Math.Min(Slice, entry.Length)];
        for (long at = 0; at < entry.Length; at += Slice)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(Slice, entry.Length - at));
            weights.CopyTo(entry.Name, at, part);
            stream.Write(part);
        }
    }
}
