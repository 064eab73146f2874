using System.Security.Cryptography;
using System.Text;
using Kit.Data.Storage;
using Kit.Models.Caches;
using Kit.Pairs;
using static TorchSharp.torch;

namespace Kit.Train.Preference;

/// <summary>Reference evidence on disk: log-probabilities and states in files of their own, a few hundred pairs each, so
/// that an interrupted pass goes on where it was and log-probabilities serve those who need no states.</summary>
internal sealed class ReferenceCache
{
    private const string Logp = "logp", Hidden = "hidden", Pairs = "pairs";
    private static readonly string[] Demanded = ["weights", "dtype", "code"];

    private readonly IReadOnlyList<EncodedPair> pairs;
    private readonly ReferenceKept kept;
    private readonly TensorCache scores;
    private readonly TensorCache? states;

    public ReferenceCache(
        Cache cache, Fingerprint fingerprint, IReadOnlyList<EncodedPair> pairs, ReferenceKept kept)
    {
        Check(fingerprint);
        (this.pairs, this.kept) = (pairs, kept);
        var all = fingerprint.With(Pairs, Digest(pairs));
        scores = TensorCache.Open(cache, "reference", all);
        states = kept == ReferenceKept.States ? TensorCache.Open(cache, "reference-states", all) : null;
    }

    /// <summary>Fills what is missing and reads log-probabilities; states stay on disk.</summary>
    public ReferenceEvidence Open(ReferencePass pass, Tensor weight, IProgress<ReferenceProgress>? progress)
    {
        using var scope = NewDisposeScope();
        var parts = ReferencePass.Parts(pairs).Select((part, i) => Filled(pass, part, i, progress)).ToArray();
        var starts = ReferencePass.Starts(pairs);
        return new ReferenceEvidence(
            kept, cat(parts).to(pass.Device).MoveToOuterDisposeScope(), weight,
            chosen => cat([.. chosen.Select(p => States(starts, p))]).to(pass.Device), starts);
    }

    /// <summary>The log-probabilities of a part, on the host.</summary>
    private Tensor Filled(ReferencePass pass, EncodedPair[] part, int index, IProgress<ReferenceProgress>? progress)
    {
        using var scope = NewDisposeScope();
        var logp = Stored(part, index) ?? Score(pass, part, index);
        progress?.Report(new(index * ReferencePass.Part + part.Length, pairs.Count, $"{(states ?? scores).Found}"));
        return logp.cpu().MoveToOuterDisposeScope();
    }

    /// <summary>A part that is there whole; damaged files are refused.</summary>
    private Tensor? Stored(EncodedPair[] part, int index)
    {
        using var said = scores.TryOpen(Key(index));
        using var held = states?.TryOpen(Key(index));
        return said is null || (states is not null && held is null) ? null : StoredTensor.Read(said, Logp);
    }

    private Tensor Score(ReferencePass pass, EncodedPair[] part, int index)
    {
        var (logp, hidden) = pass.Score(part);
        states?.Store(Key(index), [StoredTensor.Source(Hidden, hidden!)]);
        scores.Store(Key(index), [StoredTensor.Source(Logp, logp)]);
        return logp;
    }

    private Tensor States(IReadOnlyList<int> starts, int pair)
    {
        var first = pair / ReferencePass.Part * ReferencePass.Part;
        using var file = states!.TryOpen(Key(pair / ReferencePass.Part)) ?? throw new InvalidDataException(
            $"{states.Folder}: expected the states of pair {pairs[pair].Id}, got none. "
            + "A file was deleted during the run; start it again, and it will be made.");
        return StoredTensor.ReadRows(file, Hidden, starts[pair] - starts[first], starts[pair + 1] - starts[pair]);
    }

    private static string Key(int part) => FormattableString.Invariant($"part {part}");

    private static void Check(Fingerprint fingerprint)
    {
        var missing = Demanded.Except(fingerprint.Components.Select(c => c.Name)).ToArray();
        if (missing.Length > 0)
            throw new ArgumentException(
                $"reference cache: expected a fingerprint with weights, dtype and code, got one without "
                + $"{string.Join(", ", missing)}. Begin with {nameof(ModelFingerprint)}.{nameof(ModelFingerprint.From)}.");
    }

    /// <summary>All that evidence reads of the pairs, in their order: ids, clips, tokens. Spans may change.</summary>
    private static string Digest(IReadOnlyList<EncodedPair> pairs)
    {
        using var hash = SHA256.Create();
        using (var writer = new BinaryWriter(new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write), Encoding.UTF8))
            foreach (var pair in pairs)
            {
                writer.Write(pair.Id);
                writer.Write(pair.Clip);
                foreach (var ids in new[] { pair.Prompt, pair.Chosen.Ids, pair.Rejected.Ids }) Write(writer, ids);
            }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Write(BinaryWriter writer, Sequence<int> ids)
    {
        writer.Write(ids.Count);
        foreach (var id in ids) writer.Write(id);
    }
}
