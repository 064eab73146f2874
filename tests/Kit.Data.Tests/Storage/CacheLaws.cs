using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

public class CacheLaws
{
    private static readonly Fingerprint Print = Fingerprint.From(("weights", "w1"), ("frames", "uniform:16"));

    [Fact]
    public void What_was_stored_is_a_hit_and_is_made_only_once()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        Assert.Equal(new CacheState.Miss(), cache.TryOpen("evidence", Print));
        var made = 0;
        var first = cache.Open("evidence", Print, at => Make(at, $"text {++made}"));
        var second = cache.Open("evidence", Print, at => Make(at, $"text {++made}"));
        Assert.Equal(new CacheState.Hit(first), cache.TryOpen("evidence", Print));
        Assert.Equal((first, "text 1"), (second, File.ReadAllText(Path.Combine(second, "a/b.txt"))));
        Assert.Equal(Path.Combine("cache", "evidence", Print.Brief), Path.GetRelativePath(folder.FullName, first));
    }

    [Fact]
    public void Another_fingerprint_is_stale_and_says_which_part_changed()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        cache.Open("evidence", Print.With("weights", "w0").With("frames", "uniform:8"), at => Make(at, "far"));
        cache.Open("evidence", Print.With("weights", "w0"), at => Make(at, "near"));
        var stale = Assert.IsType<CacheState.Stale>(cache.TryOpen("evidence", Print));
        Assert.Equal([new Change("weights", "w0", "w1")], stale.Changes);
        Assert.Equal("stale: weights: w0 → w1", stale.ToString());
        Assert.Equal(new CacheState.Miss(), cache.TryOpen("features", Print));
    }

    [Fact]
    public void What_is_still_being_made_is_not_looked_at()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        var made = cache.Open("evidence", Print.With("weights", "w0"), at => Make(at, "whole but not yet renamed"));
        Directory.Move(made, Path.Combine(Path.GetDirectoryName(made)!, ".entry.tmp"));
        Assert.Equal(new CacheState.Miss(), cache.TryOpen("evidence", Print));
    }

    [Fact]
    public void Old_entries_stay_beside_new_ones()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        var old = cache.Open("evidence", Print, at => Make(at, "old"));
        cache.Open("evidence", Print.With("weights", "w2"), at => Make(at, "new"));
        Assert.Equal(new CacheState.Hit(old), cache.TryOpen("evidence", Print));
    }

    [Fact]
    public void A_failure_while_making_leaves_nothing()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        Assert.Throws<IOException>(() => cache.Open("evidence", Print, at =>
        {
            Make(at, "half");
            throw new IOException("disk full");
        }));
        Assert.Equal(new CacheState.Miss(), cache.TryOpen("evidence", Print));
        Assert.DoesNotContain(folder.Listing, path => path.EndsWith(".txt", StringComparison.Ordinal)
            || path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_still_being_made_is_no_entry()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        var later = cache.Open("evidence", Print, at =>
        {
            Make(at, "half");
            Assert.Equal(new CacheState.Miss(), cache.TryOpen("evidence", Print));
            Assert.Equal(new CacheState.Miss(), cache.TryOpen("evidence", Print.With("weights", "w2")));
        });
        Assert.True(Directory.Exists(later));
    }

    [Fact]
    public void Two_makers_of_one_entry_get_the_same_folder()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        var inner = "";
        var outer = cache.Open("evidence", Print, at =>
        {
            Make(at, "same");
            inner = cache.Open("evidence", Print, other => Make(other, "same"));
        });
        Assert.Equal(inner, outer);
        Assert.DoesNotContain(folder.Listing, path => path.Contains(".tmp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("short", "got 5.")]
    [InlineData("far too long", "got 12.")]
    [InlineData(null, "got no file.")]
    public void A_file_that_is_not_as_it_was_written_is_refused(string? content, string got)
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        var entry = cache.Open("evidence", Print, at => Make(at, "content"));
        var file = Path.Combine(entry, "a", "b.txt");
        File.Delete(file);
        if (content is not null) File.WriteAllText(file, content);
        Assert.Equal($"{file}: expected 7 bytes, {got} Delete {entry}; it will be made again.",
            Assert.Throws<InvalidDataException>(() => cache.TryOpen("evidence", Print)).Message);
        Assert.Equal(new CacheState.Miss(), cache.TryOpen("evidence", Print.With("weights", "w2")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"components":[{"name":"a"}],"files":[]}""")]
    public void A_broken_manifest_is_refused(string manifest)
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        var entry = cache.Open("evidence", Print, at => Make(at, "content"));
        File.WriteAllText(Path.Combine(entry, "manifest.json"), manifest);
        Assert.StartsWith($"{Path.Combine(entry, "manifest.json")}: expected the manifest of a cache entry, got ",
            Assert.Throws<InvalidDataException>(() => cache.TryOpen("evidence", Print)).Message);
        File.Delete(Path.Combine(entry, "manifest.json"));
        Assert.Throws<InvalidDataException>(() => cache.TryOpen("evidence", Print));
    }

    [Fact]
    public void An_entry_under_a_wrong_hash_is_refused()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        var other = Print.With("weights", "w2");
        var entry = cache.Open("evidence", Print, at => Make(at, "content"));
        Directory.Move(entry, Path.Combine(Path.GetDirectoryName(entry)!, other.Brief));
        Assert.Contains($"expected the entry for {other}, got one for {Print}. ",
            Assert.Throws<InvalidDataException>(() => cache.TryOpen("evidence", other)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("ä")]
    public void A_name_that_is_no_plain_file_name_is_refused(string name) =>
        Assert.Equal($"cache name: expected letters, digits and - _ . only, got \"{name}\". Rename it.",
            Assert.Throws<ArgumentException>(() => new Cache("never").TryOpen(name, Print)).Message);

    [Fact]
    public void An_entry_that_must_be_there_is_refused_with_what_changed()
    {
        using var folder = new Folder();
        var cache = new Cache(folder["cache"]);
        var place = Path.Combine(folder["cache"], "evidence");
        Assert.Equal($"evidence cache: expected an entry for {Print.Brief} in {place}, got none. "
            + "Name the folder that it was made in, or make it.",
            Assert.Throws<InvalidDataException>(() => cache.Require("evidence", Print)).Message);
        var entry = cache.Open("evidence", Print.With("weights", "w0"), at => Make(at, "old"));
        Assert.Equal($"evidence cache: expected an entry for {Print.Brief}, got others; what changed: weights: w0 → w1. "
            + $"Delete {place}, or name another cache folder.",
            Assert.Throws<InvalidDataException>(() => cache.Require("evidence", Print)).Message);
        Assert.Equal(entry, cache.Require("evidence", Print.With("weights", "w0")));
    }

    private static void Make(string folder, string text) =>
        AtomicFile.WriteText(Path.Combine(folder, "a", "b.txt"), text);
}
