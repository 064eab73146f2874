using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

public class ShardedSafetensorsLaws
{
    private static readonly Gen<(int[] Sizes, int Limit)> Cut =
        from sizes in Gen.Choose(0, 9).ListOf()
        from limit in Gen.Choose(1, 20)
        select (sizes.ToArray(), limit);

    [Fact]
    public void Every_tensor_is_in_the_shard_that_the_index_says_and_none_is_too_large() =>
        Law.HoldsOnDisk(Cut, cut =>
        {
            using var folder = new Folder();
            ShardedSafetensors.Write(folder.FullName, Sources(cut.Sizes), cut.Limit);
            var map = Map(folder, cut.Sizes.Length);
            return map.Count == cut.Sizes.Length && map.GroupBy(m => m.Value).All(shard =>
            {
                using var file = SafetensorsFile.Open(folder[shard.Key]);
                var bytes = file.Entries.Sum(e => e.Length);
                return file.Entries.Select(e => e.Name).Order().SequenceEqual(shard.Select(m => m.Key).Order())
                    && (bytes <= cut.Limit || file.Entries.Count(e => e.Length > 0) == 1)
                    && file.Entries.All(e => file.Read(e.Name).All(b => b == int.Parse(e.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) % 251))
                    && file.Metadata.Contains(new("format", "pt"));
            });
        });

    [Fact]
    public void Shards_and_index_bear_the_names_that_every_reader_looks_for()
    {
        using var folder = new Folder();
        ShardedSafetensors.Write(folder.FullName, Sources([4, 4, 4]), 8);
        Assert.Equal(
            ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json"],
            folder.Listing);
        using var index = JsonDocument.Parse(File.ReadAllText(folder["model.safetensors.index.json"]));
        Assert.Equal(12, index.RootElement.GetProperty("metadata").GetProperty("total_size").GetInt64());
        Assert.Equal("model-00002-of-00002.safetensors",
            index.RootElement.GetProperty("weight_map").GetProperty("t2").GetString());
    }

    [Theory]
    [InlineData(8, 100)]
    [InlineData(100, 8)]
    [InlineData(8, 4)]
    public void A_save_over_another_leaves_no_weights_of_it_and_all_other_files(long first, long second)
    {
        using var folder = new Folder();
        folder.Write("tokenizer.json", [1]);
        ShardedSafetensors.Write(folder.FullName, Sources([4, 4, 4]), first);
        ShardedSafetensors.Write(folder.FullName, Sources([4, 4, 4]), second);
        using var alone = new Folder();
        ShardedSafetensors.Write(alone.FullName, Sources([4, 4, 4]), second);
        Assert.Equal(alone.Listing.Append("tokenizer.json").Order(StringComparer.Ordinal), folder.Listing);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(4)]
    public void A_save_that_breaks_leaves_the_old_checkpoint_and_nothing_else(long shard)
    {
        using var folder = new Folder();
        ShardedSafetensors.Write(folder.FullName, Sources([4, 4]), 4);
        var before = folder.Listing.Select(f => (f, Convert.ToHexString(File.ReadAllBytes(folder[f])))).ToArray();
        var broken = new TensorSource("t9", TensorType.U8, [4], _ => throw new IOException("disk full"));
        Assert.Throws<IOException>(() => ShardedSafetensors.Write(folder.FullName, [.. Sources([4, 4]), broken], shard));
        Assert.Equal(before, folder.Listing.Select(f => (f, Convert.ToHexString(File.ReadAllBytes(folder[f])))));
    }

    /// <summary>What a power cut between two renames leaves: here the second shard cannot take its name.</summary>
    [Fact]
    public void A_save_that_ends_between_two_renames_leaves_a_folder_without_an_index()
    {
        using var folder = new Folder();
        ShardedSafetensors.Write(folder.FullName, Sources([4, 4]), 4);
        File.Delete(folder["model-00002-of-00002.safetensors"]);
        Directory.CreateDirectory(folder["model-00002-of-00002.safetensors"]);
        Assert.ThrowsAny<SystemException>(() => ShardedSafetensors.Write(folder.FullName, Sources([4, 4]), 4));
        Assert.Equal(["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"], folder.Listing);
        Assert.Throws<FileNotFoundException>(() => Weights.Open(folder.FullName));
    }

    [Fact]
    public void Until_every_shard_is_written_a_reader_sees_the_old_checkpoint()
    {
        using var folder = new Folder();
        ShardedSafetensors.Write(folder.FullName, Sources([4, 4]), 4);
        var seen = 0;
        TensorSource Watched(string name) => new(name, TensorType.U8, [4], stream =>
        {
            Assert.Equal(2, Map(folder, 2).Count);
            seen++;
            stream.Write(new byte[4]);
        });
        ShardedSafetensors.Write(folder.FullName, [Watched("a"), Watched("b"), Watched("c")], 4);
        Assert.Equal(3, seen);
    }

    [Fact]
    public void One_name_in_two_shards_is_refused()
    {
        using var folder = new Folder();
        Assert.Throws<ArgumentException>(
            () => ShardedSafetensors.Write(folder.FullName, [.. Sources([4]), .. Sources([4])], 4));
        Assert.Empty(folder.Listing);
    }

    private static TensorSource[] Sources(int[] sizes) => [.. sizes.Select((size, i) =>
        TensorSource.From($"t{i}", TensorType.U8, [size], Enumerable.Repeat((byte)(i % 251), size).ToArray()))];

    /// <summary>Tensor → file.</summary>
    private static Dictionary<string, string> Map(Folder folder, int tensors)
    {
        if (!File.Exists(folder["model.safetensors.index.json"]))
            return Enumerable.Range(0, tensors).ToDictionary(i => $"t{i}", _ => "model.safetensors");
        using var index = JsonDocument.Parse(File.ReadAllText(folder["model.safetensors.index.json"]));
        return index.RootElement.GetProperty("weight_map").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
    }
}
