using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kit.Data.Storage;

/// <summary>What a cached result depends on, part by part, so that a mismatch can say which part changed.</summary>
/// <remarks>hash = SHA-256 over the components in the order of their names, each name and value with its byte length.
/// </remarks>
public sealed record Fingerprint
{
    private Fingerprint(Sequence<Component> components) => Components = components;

    /// <summary>In the order of their names.</summary>
    public Sequence<Component> Components { get; }

    /// <summary>SHA-256, 64 hex digits.</summary>
    public string Hash => Convert.ToHexStringLower(Sum());

    /// <summary>The first 12 hex digits, for names of files and folders.</summary>
    public string Brief => Hash[..12];

    /// <param name="components">Distinct names with what they stand for, such as ("frames", "uniform:16").</param>
    public static Fingerprint From(params (string Name, string Value)[] components) =>
        From(components.Select(c => new Component(c.Name, c.Value)));

    public static Fingerprint From(IEnumerable<Component> components)
    {
        var sorted = Sequence.From(components.OrderBy(c => c.Name, StringComparer.Ordinal));
        var again = sorted.Zip(sorted.Skip(1)).FirstOrDefault(two => two.First.Name == two.Second.Name).First;
        return again is null ? new(sorted) : throw new ArgumentException(
            $"fingerprint: expected distinct component names, got \"{again.Name}\" twice. Give each part one name.");
    }

    /// <summary>The fingerprint with one component set.</summary>
    public Fingerprint With(string name, string value) =>
        From(Components.Where(c => c.Name != name).Append(new(name, value)));

    /// <summary>Every component under a first name, so that the fingerprints of two things may stand in one.</summary>
    public Fingerprint Under(string name) => From(Components.Select(c => c with { Name = $"{name} {c.Name}" }));

    /// <summary>What differs from an older fingerprint; empty when equal.</summary>
    public Sequence<Change> Since(Fingerprint before) => Sequence.From(
        Components.Concat(before.Components).Select(c => c.Name).Distinct().Order(StringComparer.Ordinal)
            .Select(name => new Change(name, before.Value(name), Value(name)))
            .Where(change => change.Before != change.After));

    /// <summary>SHA-256 (hex) of bytes, for components that are too large to quote.</summary>
    public static string Digest(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    /// <summary>SHA-256 (hex) of a file's content.</summary>
    public static string DigestFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public override string ToString() => $"{Brief} ({string.Join(", ", Components)})";

    private string? Value(string name) => Components.FirstOrDefault(c => c.Name == name)?.Value;

    private byte[] Sum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in Components.SelectMany(c => new[] { c.Name, c.Value })) Append(hash, text);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
