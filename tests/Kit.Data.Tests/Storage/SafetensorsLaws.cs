using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

public class SafetensorsLaws
{
    private static readonly Gen<(string Name, TensorType Type, Sequence<long> Shape)> Tensor =
        from name in Gen.Elements("lm_head", "layers.0.q", "layers.1.q", "ü \"x\"", "a", "b", "c", "")
        from type in Gen.Elements(Enum.GetValues<TensorType>())
        from shape in Gen.Choose(0, 4).ListOf()
        select (name, type, Sequence.From(shape.Take(4).Select(size => (long)size)));

    private static readonly Gen<List<TensorSource>> Tensors =
        from tensors in Tensor.ListOf()
        from seed in Gen.Choose(0, 1000)
        select tensors.DistinctBy(t => t.Name).Select((t, i) => Random(t, Pcg.From(seed, i))).ToList();

    [Fact]
    public void What_is_written_is_read_back() =>
        Law.HoldsOnDisk(Tensors, tensors =>
        {
            using var folder = new Folder();
            Safetensors.Write(folder["t"], tensors);
            using var file = SafetensorsFile.Open(folder["t"]);
            return file.Entries.Count == tensors.Count && tensors.All(t =>
                file[t.Name].Type == t.Type && file[t.Name].Shape.Equals(t.Shape)
                && file.Read(t.Name).SequenceEqual(Bytes(t)));
        });

    [Fact]
    public void Every_tensor_is_aligned_to_its_elements() =>
        Law.HoldsOnDisk(Tensors, tensors =>
        {
            using var folder = new Folder();
            Safetensors.Write(folder["t"], tensors);
            using var file = SafetensorsFile.Open(folder["t"]);
            return file.Entries.All(entry => entry.Offset % entry.Type.Bytes() == 0);
        });

    [Fact]
    public void The_order_of_writing_is_irrelevant() =>
        Law.HoldsOnDisk(Tensors, tensors =>
        {
            using var folder = new Folder();
            Safetensors.Write(folder["a"], tensors);
            Safetensors.Write(folder["b"], Enumerable.Reverse(tensors));
            return File.ReadAllBytes(folder["a"]).SequenceEqual(File.ReadAllBytes(folder["b"]));
        });

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var folder = new Folder();
        Safetensors.Write(folder["t"],
            [TensorSource.From("b", TensorType.U8, [3], new byte[] { 7, 8, 9 }), Floats("z", 1.5f), Floats("a", -2)]);
        var json = """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"""
            + """ "z":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"""[1..]
            + """ "b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}"""[1..];
        var padded = json.PadRight((json.Length + 7) / 8 * 8);
        byte[] expected = [(byte)padded.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(padded),
            0, 0, 0, 0xC0, 0, 0, 0xC0, 0x3F, 7, 8, 9];
        Assert.Equal(expected, File.ReadAllBytes(folder["t"]));
    }

    [Fact]
    public void Metadata_is_kept_beside_the_format()
    {
        using var folder = new Folder();
        Safetensors.Write(folder["t"], [], [new("made-by", "kit"), new("format", "np")]);
        using var file = SafetensorsFile.Open(folder["t"]);
        Assert.Equal([new("format", "pt"), new("made-by", "kit")], file.Metadata);
    }

    [Fact]
    public void A_slice_is_that_part_of_the_tensor()
    {
        using var folder = new Folder();
        Safetensors.Write(folder["t"], [TensorSource.From("a", TensorType.U8, [5], new byte[] { 0, 1, 2, 3, 4 })]);
        using var file = SafetensorsFile.Open(folder["t"]);
        var slice = new byte[2];
        file.CopyTo("a", 3, slice);
        Assert.Equal([3, 4], slice);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.CopyTo("a", 4, slice));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.CopyTo("a", -1, slice));
    }

    [Fact]
    public void A_tensor_above_two_gibibytes_is_read_in_slices()
    {
        using var folder = new Folder();
        var json = """{"a":{"dtype":"U8","shape":[2147483664],"data_offsets":[0,2147483664]}}"""u8.ToArray();
        var path = folder.Write("t", BitConverter.GetBytes((long)json.Length), json);
        using (var stream = File.OpenWrite(path))
        {
            stream.Position = 8 + json.Length + 2_147_483_660;    // a hole on disk, then the last four bytes
            stream.Write([1, 2, 3, 4]);
        }

        using var file = SafetensorsFile.Open(path);
        var slice = new byte[5];
        file.CopyTo("a", 2_147_483_659, slice);
        Assert.Equal([0, 1, 2, 3, 4], slice);
        Assert.EndsWith("got 2147483664. Copy it in slices with CopyTo.",
            Assert.Throws<InvalidDataException>(() => file.Read("a")).Message);
    }

    [Fact]
    public void A_tensor_that_writes_too_much_or_too_little_leaves_no_file()
    {
        using var folder = new Folder();
        var error = Assert.Throws<InvalidDataException>(() => Safetensors.Write(folder["t"],
            [TensorSource.From("a", TensorType.F32, [2], new byte[7])]));
        Assert.Equal("tensor a F32 [2]: expected 8 bytes, got 7. "
            + "Write the whole tensor, contiguous, in its own element type.", error.Message);
        Assert.Contains("got 9.", Assert.Throws<InvalidDataException>(() => Safetensors.Write(folder["t"],
            [TensorSource.From("a", TensorType.F32, [2], new byte[9])])).Message);
        Assert.Empty(folder.Listing);
    }

    [Fact]
    public void A_name_twice_a_reserved_name_and_a_negative_size_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Safetensors.Write("never", [Floats("a", 1), Floats("a", 1)]));
        Assert.Throws<ArgumentException>(() => Safetensors.Write("never", [Floats("__metadata__", 1)]));
        Assert.Throws<ArgumentException>(() =>
            Safetensors.Write("never", [TensorSource.From("a", TensorType.U8, [-1], ReadOnlyMemory<byte>.Empty)]));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_its_neighbours()
    {
        using var folder = new Folder();
        Safetensors.Write(folder["t"], [Floats("model.layers.0.q_proj.weight", 1), Floats("model.norm.bias", 1)]);
        using var file = SafetensorsFile.Open(folder["t"]);
        Assert.True(file.Contains("model.norm.bias"));
        Assert.False(file.Contains("layers.0.weight"));
        Assert.Equal($"{folder["t"]}: expected a tensor named \"layers.0.weight\", got 2 others such as "
            + "model.layers.0.q_proj.weight. Check the model's names against the file's.",
            Assert.Throws<InvalidDataException>(() => file["layers.0.weight"]).Message);
    }

    [Fact]
    public void Files_of_other_writers_open_and_survive_rewriting()
    {
        foreach (var path in Fixtures.Files("*.safetensors"))
        {
            using var folder = new Folder();
            using var theirs = SafetensorsFile.Open(path);
            Safetensors.Write(folder["t"], theirs.Entries.Select(entry =>
                TensorSource.From(entry.Name, entry.Type, entry.Shape, theirs.Read(entry.Name))));
            using var ours = SafetensorsFile.Open(folder["t"]);
            Assert.Equal(theirs.Entries.Select(e => e.Name).Order(), ours.Entries.Select(e => e.Name).Order());
            Assert.All(theirs.Entries, e => Assert.Equal(theirs.Read(e.Name), ours.Read(e.Name)));
        }
    }

    private static TensorSource Floats(string name, params float[] values) =>
        TensorSource.From(name, TensorType.F32, [values.Length], TensorValues.ToBytes(values));

    private static TensorSource Random((string Name, TensorType Type, Sequence<long> Shape) t, Pcg pcg)
    {
        var bytes = new byte[new TensorSource(t.Name, t.Type, t.Shape, _ => { }).Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)pcg.Below(256);
        return TensorSource.From(t.Name, t.Type, t.Shape, bytes);
    }

    private static byte[] Bytes(TensorSource tensor)
    {
        var stream = new MemoryStream();
        tensor.Write(stream);
        return stream.ToArray();
    }
}
