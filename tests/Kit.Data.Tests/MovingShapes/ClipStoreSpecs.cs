using System.Diagnostics;
using System.Globalization;
using Kit.Data.MovingShapes;
using Kit.Data.Tests.Storage;
using Kit.Data.Video;
using Kit.Video;
using Xunit.Abstractions;

namespace Kit.Data.Tests.MovingShapes;

public class ClipStoreSpecs(ITestOutputHelper output)
{
    private static readonly World World = Given.World;

    [Fact]
    public async Task Decoded_clips_show_what_was_drawn()
    {
        using var folder = new Folder();
        var store = new ClipStore(folder.FullName, World);
        var clips = Enum.GetValues<Split>().SelectMany(split => World.Clips(split, 40)).ToList();
        await store.WriteAsync(clips);
        foreach (var (clip, frames) in store.ReadAll(clips, clip => Rasteriser.Times(clip.Scene, World.Fps)))
        {
            var drawn = Rasteriser.Draw(clip.Scene, World.Size, World.Fps);
            Assert.Equal(drawn.Timestamps, frames.Timestamps);
            Assert.InRange(Distance(drawn, frames), 0, 4);
            var (was, now) = (Seen.From(drawn), Seen.From(frames));
            Assert.Equal(Described(was), Described(now));
        }
    }

    [Fact]
    public async Task Frames_come_at_the_planned_seconds()
    {
        using var folder = new Folder();
        var store = new ClipStore(folder.FullName, World);
        var clip = World.Clip(Split.Train, 3);
        await store.WriteAsync([clip]);
        var all = store.Read(clip, Rasteriser.Times(clip.Scene, World.Fps));
        var some = store.Read(clip, [0.99, 0, 1, 1.124, 1.125, clip.Scene.Duration]);
        Assert.Equal([7, 0, 8, 8, 9, all.Count - 1], some.Timestamps.Select(t => (int)(t * 8)));
        for (var i = 0; i < some.Count; i++)
            Assert.True(some[i].Span.SequenceEqual(all[(int)(some.Timestamps[i] * 8)].Span));
        var planned = store.Read(clip, new FramePlan.Linspace(4));
        Assert.Equal((0, all.Timestamps[^1]), (planned.Timestamps[0], planned.Timestamps[^1]));
        foreach (var outside in new[] { -0.01, clip.Scene.Duration + 0.01, double.NaN })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => store.Read(clip, [outside]));
            Assert.Contains($"{clip.Id}: timestamp: expected 0 to", error.Message);
        }
    }

    [Fact]
    public async Task Files_read_alike_alone_in_a_batch_and_as_any_video()
    {
        using var folder = new Folder();
        var clips = World.Clips(Split.Align, 5);
        var (together, apart) = (new ClipStore(folder["a"], World), new ClipStore(folder["b"], World));
        await together.WriteAsync(clips);
        foreach (var clip in clips) await apart.WriteAsync([clip]);
        foreach (var (clip, frames) in together.ReadAll(clips, clip => Rasteriser.Times(clip.Scene, World.Fps)))
        {
            Assert.True(frames.Rgb.Span.SequenceEqual(apart.Read(clip, frames.Timestamps).Rgb.Span));
            var video = VideoFile.Open(apart.FileOf(clip));
            Assert.Equal((64, 64, frames.Count), (video.Height, video.Width, video.FrameCount));
            Assert.Equal((8.0, clip.Scene.Duration), (video.FrameRate, video.Duration));
            Assert.Equal(frames.Timestamps, video.Timeline);
            Assert.True(frames.Rgb.Span.SequenceEqual(video.Read(frames.Timestamps).Rgb.Span));
        }
    }

    [Fact]
    public async Task Standing_files_are_kept_and_missing_ones_written()
    {
        using var folder = new Folder();
        var store = new ClipStore(folder.FullName, World);
        var clips = World.Clips(Split.Train, 6);
        Assert.Equal(6, await store.WriteAsync(clips));
        var times = clips.Select(clip => File.GetLastWriteTimeUtc(store.FileOf(clip))).ToList();
        File.Delete(store.FileOf(clips[2]));
        var seen = new List<ClipsWritten>();
        Assert.Equal(1, await store.WriteAsync(clips, new Reports(seen)));
        Assert.Equal([new(5, 6), new(6, 6)], seen);
        Assert.All(clips.Where((_, i) => i != 2).Zip(times.Where((_, i) => i != 2)),
            pair => Assert.Equal(pair.Second, File.GetLastWriteTimeUtc(store.FileOf(pair.First))));
        Assert.True(store.Holds(clips[2]));
        Assert.Equal([.. clips.Select(clip => $"{clip.Id}.mp4"), "world.json"], Inside(store));
    }

    [Fact]
    public void Another_world_has_another_fingerprint()
    {
        using var folder = new Folder();
        World[] worlds = [World, new(World.Seed + 1), World with { Size = 96 }, World with { Fps = 10 },
            World.With(new Bias(0.8)), World.With(new Bias(0.7, 0.81)), World.With(Bias.None)];
        Assert.Equal(worlds.Length, worlds.Select(Fingerprint).Distinct().Count());
        Assert.Equal(Fingerprint(World), Fingerprint(new World(World.Seed)));

        string Fingerprint(World world) => new ClipStore(folder.FullName, world).Fingerprint;
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing_half_done()
    {
        using var folder = new Folder();
        var store = new ClipStore(folder.FullName, World);
        using var stop = new CancellationTokenSource();
        var writing = store.WriteAsync(World.Clips(Split.Train, 300), new Cancel(stop), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        var files = Inside(store).Where(name => name != "world.json").ToList();
        Assert.True(files.Count < 300);
        Assert.All(files, name => Assert.EndsWith(".mp4", name));
        foreach (var clip in World.Clips(Split.Train, 300).Where(store.Holds).Take(3))
            Assert.Equal(Rasteriser.Times(clip.Scene, 8), store.Read(clip, Rasteriser.Times(clip.Scene, 8)).Timestamps);
    }

    [Fact]
    public async Task What_a_killed_writer_left_is_swept_up_after_a_day()
    {
        using var folder = new Folder();
        var store = new ClipStore(folder.FullName, World);
        var old = Directory.CreateDirectory(Path.Combine(store.Folder, ".partial-old"));
        var young = Directory.CreateDirectory(Path.Combine(store.Folder, ".partial-young"));
        old.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-2);
        await store.WriteAsync([]);
        Assert.Equal([young.Name, "world.json"], Inside(store));
    }

    [Fact]
    public async Task A_culture_with_decimal_commas_changes_nothing()
    {
        using var folder = new Folder();
        var plain = new ClipStore(folder.FullName, World with { Fps = 30 });
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        var store = new ClipStore(folder.FullName, World with { Fps = 30 });
        Assert.Equal(plain.Fingerprint, store.Fingerprint);
        var clips = store.World.Clips(Split.Train, 2);
        await store.WriteAsync(clips);
        var frames = store.ReadAll(clips, new FramePlan.Uniform(5)).Last().Frames;
        var video = VideoFile.Open(store.FileOf(clips[1]));
        Assert.Equal((30.0, clips[1].Scene.Duration), (video.FrameRate, Math.Round(video.Duration, 6)));
        Assert.True(frames.Rgb.Span.SequenceEqual(video.Read(new FramePlan.Uniform(5)).Rgb.Span));
    }

    [Fact]
    public async Task A_damaged_clip_is_named_among_its_neighbours()
    {
        using var folder = new Folder();
        var store = new ClipStore(folder.FullName, World);
        var clips = World.Clips(Split.Test, 5);
        await store.WriteAsync(clips);
        var bytes = await File.ReadAllBytesAsync(store.FileOf(clips[3]));
        await File.WriteAllBytesAsync(store.FileOf(clips[3]), bytes[..(bytes.Length / 2)]);
        Refused(store, clips, clips[3]);
        File.Delete(store.FileOf(clips[3]));
        Refused(store, clips, clips[3]);
        File.Copy(store.FileOf(clips.First(c => c.Scene.Duration != clips[3].Scene.Duration)), store.FileOf(clips[3]));
        Refused(store, clips, clips[3]);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(96)]
    public async Task Throughput_is_printed(int size)
    {
        using var folder = new Folder();
        var store = new ClipStore(folder.FullName, World with { Size = size });
        var clips = store.World.Clips(Split.Train, 200);
        var watch = Stopwatch.StartNew();
        await store.WriteAsync(clips);
        output.WriteLine($"{size} px: wrote {clips.Count / watch.Elapsed.TotalSeconds:0} clips/s");
        watch.Restart();
        Assert.Equal(clips, store.ReadAll(clips, new FramePlan.Uniform(8)).Select(read => read.Clip));
        output.WriteLine($"{size} px: read {clips.Count / watch.Elapsed.TotalSeconds:0} clips/s");
    }

    private static void Refused(ClipStore store, IReadOnlyList<Clip> clips, Clip culprit)
    {
        var plan = new FramePlan.Uniform(8);
        var error = Assert.Throws<UnreadableVideoException>(() => store.ReadAll(clips, plan).ToList());
        Assert.Equal(store.FileOf(culprit), error.File);
        Assert.Contains("Delete the file", error.Message);
    }

    private static IEnumerable<string> Inside(ClipStore store) => new DirectoryInfo(store.Folder)
        .EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
        .Select(file => file.Name).Order(StringComparer.Ordinal);

    private static string Described(Seen seen) => string.Join(", ", seen.All
        .Select(s => $"{s.Colour} {s.Shape} {s.Change} {s.Turn}").Order(StringComparer.Ordinal)
        .Append($"{seen.Hero.Colour} {seen.Direction} {seen.Speed}"));

    private static double Distance(Frames one, Frames other)
    {
        Assert.Equal((one.Count, one.Height, one.Width), (other.Count, other.Height, other.Width));
        long sum = 0;
        for (var i = 0; i < one.Rgb.Length; i++) sum += Math.Abs(one.Rgb.Span[i] - other.Rgb.Span[i]);
        return sum / (double)one.Rgb.Length;
    }

    private sealed class Reports(List<ClipsWritten> seen) : IProgress<ClipsWritten>
    {
        public void Report(ClipsWritten value) => seen.Add(value);
    }

    /// <summary>Cancels as soon as the first batch stands.</summary>
    private sealed class Cancel(CancellationTokenSource stop) : IProgress<ClipsWritten>
    {
        public void Report(ClipsWritten value)
        {
            if (value.Done > 0) stop.Cancel();
        }
    }
}
