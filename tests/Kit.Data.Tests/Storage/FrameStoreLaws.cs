using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;
using Kit.Video;

namespace Kit.Data.Tests.Storage;

public class FrameStoreLaws
{
    private static readonly Fingerprint Print = Fingerprint.From(("clips", "c1"), ("frames", "uniform:4"));

    private static readonly Gen<List<StoredClip>> Clips =
        from sizes in (from id in Gen.Elements("a", "b", "clip/1", "", "ü \"x\"")
                       from count in Gen.Choose(1, 4)
                       from height in Gen.Choose(1, 5)
                       from width in Gen.Choose(1, 5)
                       select (id, count, height, width)).ListOf()
        select sizes.DistinctBy(size => size.id).Select(s => Random(s.id, s.count, s.height, s.width)).ToList();

    [Fact]
    public void What_is_stored_comes_back() =>
        Law.HoldsOnDisk(Clips, clips =>
        {
            using var folder = new Folder();
            FrameStore.Write(folder["f"], Print, clips);
            using var store = FrameStore.Open(folder["f"], Print);
            return folder.Listing.SequenceEqual(["f"]) && store.Fingerprint == Print
                && store.Ids.SequenceEqual(clips.Select(clip => clip.Id).Order(StringComparer.Ordinal))
                && clips.All(clip => Same(clip.Frames, store[clip.Id]));
        });

    [Fact]
    public void Frames_outlive_their_store()
    {
        using var folder = new Folder();
        var clip = Random("a", 2, 3, 4);
        FrameStore.Write(folder["f"], Print, [clip]);
        Frames frames;
        using (var store = FrameStore.Open(folder["f"])) frames = store["a"];
        Assert.True(Same(clip.Frames, frames));
    }

    [Fact]
    public void Clips_are_asked_for_one_at_a_time()
    {
        using var folder = new Folder();
        FrameStore.Write(folder["f"], Print, Enumerable.Range(0, 100).Select(i => Random($"c{i:000}", 1, 2, 2)));
        using var store = FrameStore.Open(folder["f"]);
        Assert.Equal(100, store.Ids.Count);
        Assert.True(Same(Random("c057", 1, 2, 2).Frames, store["c057"]));
    }

    [Fact]
    public void A_store_made_for_something_else_says_what_changed()
    {
        using var folder = new Folder();
        FrameStore.Write(folder["f"], Print, [Random("a", 1, 1, 1)]);
        var now = Print.With("frames", "uniform:8");
        Assert.Equal($"{folder["f"]}: expected frames for {now}, got others; "
            + "what changed: frames: uniform:4 → uniform:8. Delete the file; it will be made again.",
            Assert.Throws<InvalidDataException>(() => FrameStore.Open(folder["f"], now)).Message);
    }

    [Fact]
    public void A_store_cut_anywhere_is_refused()
    {
        using var folder = new Folder();
        FrameStore.Write(folder["f"], Print, [Random("a", 2, 2, 2), Random("b", 1, 1, 1)]);
        var bytes = File.ReadAllBytes(folder["f"]);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => FrameStore.Open(folder.Write("cut", bytes[..length])));
    }

    [Theory]
    [InlineData(TensorType.I8, new long[] { 1, 1, 1, 3 }, "seconds/a", 1)]
    [InlineData(TensorType.U8, new long[] { 1, 1, 3 }, "seconds/a", 1)]
    [InlineData(TensorType.U8, new long[] { 1, 1, 1, 4 }, "seconds/a", 1)]
    [InlineData(TensorType.U8, new long[] { 0, 1, 1, 3 }, "seconds/a", 0)]
    [InlineData(TensorType.U8, new long[] { 1, 1, 1, 3 }, "seconds/b", 1)]
    [InlineData(TensorType.U8, new long[] { 1, 1, 1, 3 }, "seconds/a", 2)]
    public void A_file_of_another_layout_is_refused(TensorType type, long[] shape, string seconds, int count)
    {
        using var folder = new Folder();
        var frames = new TensorSource("frames/a", type, Sequence.From<long>(shape), _ => { });
        Safetensors.Write(folder["f"], [TensorSource.From("frames/a", type, frames.Shape, new byte[frames.Length]),
            TensorSource.From(seconds, TensorType.F64, [count], new byte[8 * count])]);
        var error = Assert.Throws<InvalidDataException>(() => FrameStore.Open(folder["f"]));
        Assert.StartsWith($"{folder["f"]}: expected frames/a as U8 [F, H, W, 3] up to 2 GiB and seconds/a as F64 [F], "
            + "got ", error.Message);
    }

    [Fact]
    public void A_failing_decoder_leaves_the_old_store_and_nothing_else()
    {
        using var folder = new Folder();
        FrameStore.Write(folder["f"], Print, [Random("a", 1, 1, 1)]);
        Assert.Throws<IOException>(() => FrameStore.Write(folder["f"], Print, Failing()));
        using var store = FrameStore.Open(folder["f"]);
        Assert.Equal(["a"], store.Ids);
        Assert.Equal(["f"], folder.Listing);
    }

    [Fact]
    public void Faulty_and_repeated_clips_are_refused()
    {
        using var folder = new Folder();
        var wrong = new StoredClip("a", new Frames(2, 2, new byte[11], [0]));
        Assert.Equal("clip a: expected [F, H, W, 3] = [1, 2, 2, 3] bytes, none of them 0, got 11. Decode it again.",
            Assert.Throws<ArgumentException>(() => FrameStore.Write(folder["f"], Print, [wrong])).Message);
        Assert.Throws<ArgumentException>(() =>
            FrameStore.Write(folder["f"], Print, [new("a", new Frames(2, 2, ReadOnlyMemory<byte>.Empty, []))]));
        Assert.Throws<ArgumentException>(() =>
            FrameStore.Write(folder["f"], Print, [Random("a", 1, 1, 1), Random("a", 1, 1, 1)]));
        Assert.Empty(folder.Listing);
    }

    [Fact]
    public void An_unknown_clip_is_named()
    {
        using var folder = new Folder();
        FrameStore.Write(folder["f"], Print, [Random("a", 1, 1, 1)]);
        using var store = FrameStore.Open(folder["f"]);
        Assert.True(store.Contains("a"));
        Assert.False(store.Contains("b"));
        Assert.Equal($"{folder["f"]}: expected the clip \"b\", got 1 others. Decode it and write the store again.",
            Assert.Throws<KeyNotFoundException>(() => store["b"]).Message);
    }

    private static IEnumerable<StoredClip> Failing()
    {
        yield return Random("b", 1, 1, 1);
        throw new IOException("truncated video");
    }

    private static StoredClip Random(string id, int count, int height, int width)
    {
        var pcg = Pcg.From(id.Sum(letter => letter), count, height, width);
        var rgb = new byte[count * height * width * 3];
        for (var i = 0; i < rgb.Length; i++) rgb[i] = (byte)pcg.Below(256);
        return new(id, new(height, width, rgb, [.. Enumerable.Range(0, count).Select(i => i / 25.0)]));
    }

    private static bool Same(Frames a, Frames b) =>
        (a.Height, a.Width) == (b.Height, b.Width) && a.Timestamps.Equals(b.Timestamps)
        && a.Rgb.Span.SequenceEqual(b.Rgb.Span);
}
