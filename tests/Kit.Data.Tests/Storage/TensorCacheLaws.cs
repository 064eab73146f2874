using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

public class TensorCacheLaws
{
    private static readonly Fingerprint Print =
        Fingerprint.From(("weights", "w1"), ("frames", "uniform:16"), ("dtype", "BFloat16"), ("code", "1"));

    private static readonly Gen<string> Key = Gen.Elements("a", "b", "../../a", "clips/ü 1.mp4", "", "A", "a\0", "/etc/x");

    private static readonly Gen<Dictionary<string, byte[]>> Contents =
        from keys in Key.ListOf()
        from bytes in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ListOf(keys.Count)
        select keys.Zip(bytes).DistinctBy(e => e.First).ToDictionary(e => e.First, e => e.Second);

    [Fact]
    public void What_is_written_is_read_bit_for_bit_and_stays_inside_the_folder() =>
        Law.HoldsOnDisk(Contents, contents =>
        {
            using var folder = new Folder();
            var cache = Open(folder, Print);
            foreach (var (key, bytes) in contents) cache.Store(key, Bytes(bytes));
            var again = Open(folder, Print);
            return contents.All(e => Read(again, e.Key)!.SequenceEqual(e.Value))
                && again.Found == new CacheState.Hit(cache.Folder)
                && folder.Listing.Count(f => f.EndsWith(".safetensors", StringComparison.Ordinal)) == contents.Count;
        });

    [Fact]
    public void A_key_that_was_not_written_is_not_there()
    {
        using var folder = new Folder();
        var cache = Open(folder, Print);
        Assert.Equal(new CacheState.Miss(), cache.Found);
        cache.Store("a", Bytes([1]));
        Assert.True(cache.Contains("a"));
        Assert.False(cache.Contains("A"));
        Assert.Null(cache.TryOpen("A"));
    }

    [Fact]
    public void Tensors_are_made_once()
    {
        using var folder = new Folder();
        var (cache, made) = (Open(folder, Print), 0);
        for (var i = 0; i < 2; i++)
            using (var file = cache.Open("a", () => Bytes([(byte)++made]))) Assert.Equal([1], file.Read("t"));
        Assert.Equal(1, made);
    }

    [Theory]
    [InlineData("weights")]
    [InlineData("frames")]
    [InlineData("dtype")]
    [InlineData("code")]
    [InlineData("adapters")]
    public void Another_value_of_any_component_finds_nothing_and_is_named(string component)
    {
        using var folder = new Folder();
        Open(folder, Print).Store("a", Bytes([1]));
        var changed = Open(folder, Print.With(component, "new"));
        var before = Print.Components.FirstOrDefault(c => c.Name == component)?.Value;
        Assert.Equal(new CacheState.Stale([new Change(component, before, "new")]), changed.Found);
        Assert.Null(changed.TryOpen("a"));
        Assert.NotNull(Read(Open(folder, Print), "a"));
    }

    [Fact]
    public void A_file_that_was_cut_short_anywhere_is_refused()
    {
        using var folder = new Folder();
        var cache = Open(folder, Print);
        cache.Store("a", Bytes([.. Enumerable.Range(0, 40).Select(i => (byte)i)]));
        var path = PathOf(folder);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.EndsWith("Delete it; it will be made again.",
                Assert.Throws<InvalidDataException>(() => cache.TryOpen("a")).Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, [.. whole, 0]);
        Assert.Throws<InvalidDataException>(() => cache.TryOpen("a"));
        File.WriteAllBytes(path, whole);
        Assert.NotNull(Read(cache, "a"));
    }

    [Fact]
    public void A_file_of_another_key_or_fingerprint_is_refused()
    {
        using var folder = new Folder();
        var (cache, other) = (Open(folder, Print), Open(folder, Print.With("weights", "w2")));
        cache.Store("a", Bytes([1]));
        var path = PathOf(folder);
        other.Store("a", Bytes([1]));
        var foreign = Directory.EnumerateFiles(other.Folder, "*.safetensors", SearchOption.AllDirectories).Single();
        File.Copy(foreign, path, overwrite: true);
        Assert.Contains($"got those of \"a\" for \"{other.Fingerprint.Hash}\"",
            Assert.Throws<InvalidDataException>(() => cache.TryOpen("a")).Message, StringComparison.Ordinal);
        Safetensors.Write(path, Bytes([1]));
        Assert.Throws<InvalidDataException>(() => cache.TryOpen("a"));
    }

    [Fact]
    public void A_writer_that_fails_leaves_nothing()
    {
        using var folder = new Folder();
        var cache = Open(folder, Print);
        Assert.Throws<IOException>(() => cache.Store("a",
            [new TensorSource("t", TensorType.U8, [2], _ => throw new IOException("disk full"))]));
        Assert.Null(cache.TryOpen("a"));
        Assert.DoesNotContain(folder.Listing, f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    /// <summary>While another process writes every file again and again, a reader never meets anything but a whole
    /// one.</summary>
    [Fact]
    public void Two_processes_may_write_one_cache_while_it_is_read()
    {
        using var folder = new Folder();
        const int rounds = 60;
        using var other = CacheWriter.Start(folder["cache"], rounds);
        CacheWriter.Main([folder["cache"], "1"]);
        var cache = TensorCache.Open(new Cache(folder["cache"]), "visual", CacheWriter.Print);
        var reads = 0;
        do
        {
            foreach (var key in CacheWriter.Keys)
            {
                using var file = cache.TryOpen(key)!;
                if (++reads % 5 == 0) cache.Store(key, [CacheWriter.Tensor(key)]);
                Assert.Equal(key[^1], file.ReadFloats("tokens")[0]);
            }
        }
        while (!other.HasExited);
        other.WaitForExit();
        Assert.Equal(0, other.ExitCode);
        Assert.DoesNotContain(folder.Listing, f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private static TensorCache Open(Folder folder, Fingerprint print) =>
        TensorCache.Open(new Cache(folder["cache"]), "visual", print);

    private static string PathOf(Folder folder) =>
        Directory.EnumerateFiles(folder.FullName, "*.safetensors", SearchOption.AllDirectories).Single();

    private static TensorSource[] Bytes(byte[] bytes) => [TensorSource.From("t", TensorType.U8, [bytes.Length], bytes)];

    private static byte[]? Read(TensorCache cache, string key)
    {
        using var file = cache.TryOpen(key);
        return file?.Read("t");
    }
}
