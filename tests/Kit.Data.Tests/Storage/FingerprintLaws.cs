using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

public class FingerprintLaws
{
    private static readonly Fingerprint Sample = Fingerprint.From(("weights", "w1"), ("frames", "uniform:16"));

    // Short names and values over few letters, so that clashes and shifted borders happen.
    private static readonly Gen<Dictionary<string, string>> Parts =
        from names in Gen.Elements("a", "b", "ab", "ba", "").ListOf()
        from values in Gen.Elements("", "a", "ab", "b", "ba", "\0").ListOf(names.Count)
        select names.Zip(values).DistinctBy(p => p.First).ToDictionary(p => p.First, p => p.Second);

    [Fact]
    public void Equal_hashes_mean_equal_components() =>
        Law.Holds(Parts.Zip(Parts), two => (Print(two.Item1).Hash == Print(two.Item2).Hash)
            == (Print(two.Item1) == Print(two.Item2)));

    [Fact]
    public void The_order_of_components_is_irrelevant() =>
        Law.Holds(Parts, parts =>
            Print(parts) == Fingerprint.From(parts.Reverse().Select(p => new Component(p.Key, p.Value))));

    [Fact]
    public void Two_things_stand_in_one_under_names_of_their_own()
    {
        var both = Fingerprint.From(Sample.Under("vision").Components.Concat(Sample.Components));
        Assert.Equal(["frames", "vision frames", "vision weights", "weights"], both.Components.Select(c => c.Name));
        Assert.Equal([new Change("vision weights", "w1", "w2")], both.With("vision weights", "w2").Since(both));
    }

    [Fact]
    public void What_changed_explains_every_difference() =>
        Law.Holds(Parts.Zip(Parts), two =>
        {
            var (before, after) = (Print(two.Item1), Print(two.Item2));
            var rebuilt = new Dictionary<string, string>(two.Item1);
            foreach (var change in after.Since(before))
                if (change.After is null) rebuilt.Remove(change.Name);
                else rebuilt[change.Name] = change.After;
            return Print(rebuilt) == after && after.Since(after).Count == 0;
        });

    [Fact]
    public void The_hash_is_sha256_over_length_prefixed_names_and_values()
    {
        byte[] expected = [6, 0, 0, 0, .. "frames"u8, 10, 0, 0, 0, .. "uniform:16"u8,
            7, 0, 0, 0, .. "weights"u8, 2, 0, 0, 0, .. "w1"u8];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(expected)), Sample.Hash);
        Assert.Equal(Sample.Hash[..12], Sample.Brief);
    }

    [Fact]
    public void A_change_reads_as_before_and_after()
    {
        var now = Sample.With("frames", "uniform:32").With("dtype", "bf16");
        Assert.Equal("[dtype: nothing → bf16, frames: uniform:16 → uniform:32]", now.Since(Sample).ToString());
        Assert.Equal("[dtype: bf16 → nothing, frames: uniform:32 → uniform:16]", Sample.Since(now).ToString());
        Assert.Equal($"{Sample.Brief} (frames uniform:16, weights w1)", Sample.ToString());
    }

    [Fact]
    public void A_repeated_name_is_refused() =>
        Assert.Equal("fingerprint: expected distinct component names, got \"a\" twice. Give each part one name.",
            Assert.Throws<ArgumentException>(() => Fingerprint.From(("a", "1"), ("b", "2"), ("a", "3"))).Message);

    [Fact]
    public void Digests_are_those_of_sha256sum()
    {
        using var folder = new Folder();
        const string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";    // FIPS 180-2, B.1
        Assert.Equal(abc, Fingerprint.Digest("abc"u8.ToArray()));
        Assert.Equal(abc, Fingerprint.DigestFile(folder.Write("abc", Encoding.ASCII.GetBytes("abc"))));
    }

    private static Fingerprint Print(Dictionary<string, string> parts) =>
        Fingerprint.From(parts.Select(p => new Component(p.Key, p.Value)));
}
