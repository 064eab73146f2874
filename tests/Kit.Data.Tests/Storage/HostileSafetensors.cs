using System.Text;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

/// <summary>Files made to mislead a reader; each is refused with its path and the fault.</summary>
public class HostileSafetensors
{
    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "was cut short")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "bytes are left over")]
    [InlineData("""{}""", 1, "bytes are left over")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "a F32 [3] needs 12 bytes and has 8")]
    [InlineData("""{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}""", 8, "a has the unknown dtype F99")]
    [InlineData("""{"a":{"dtype":"f32","shape":[2],"data_offsets":[0,8]}}""", 8, "a has the unknown dtype f32")]
    [InlineData("""{"a":{"dtype":"11","shape":[2],"data_offsets":[0,8]}}""", 8, "a has the unknown dtype 11")]
    [InlineData("""{"a":{"dtype":null,"shape":[2],"data_offsets":[0,8]}}""", 8, "a has the unknown dtype null")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-2],"data_offsets":[0,8]}}""", 8, "a has shape [-2]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-2,-4],"data_offsets":[0,8]}}""", 8, "a has shape [-2, -4]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[8,0]}}""", 8, "a has shape [8] at bytes [8, 0]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[-8,0]}}""", 8, "a has shape [8] at bytes [-8, 0]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8,8]}}""", 8, "at bytes [0, 8, 8]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967297],"data_offsets":[0,8]}}""", 8, "overflow")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[9223372036854775806,9223372036854775807]}}""", 8, "overflow")]
    [InlineData("""{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "fault")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,8]}}""", 8, "fault")]
    [InlineData("""{"a":{"dtype":"U8","shape":"8","data_offsets":[0,8]}}""", 8, "fault")]
    [InlineData("""{"a":{"dtype":"U8","data_offsets":[0,8]}}""", 8, "a has no shape")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8]}}""", 8, "a has no data_offsets")]
    [InlineData("""{"a":{}}""", 8, "a has no data_offsets")]
    [InlineData("""{"a":[]}""", 8, "fault")]
    [InlineData("""[]""", 8, "fault")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}""", 8, "fault")]
    [InlineData("""{"__metadata__":{"format":1}}""", 0, "fault")]
    [InlineData("""{"__metadata__":{"format":null}}""", 0, "metadata format is null")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""",
        6, "where", "an overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[5,9]}}""",
        9, "b begins at byte", "a hole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""", 8, "a hole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""",
        8, "uplicate")]
    [InlineData("""{"a":{"dtype":"U8","dtype":"I8","shape":[8],"data_offsets":[0,8]}}""", 8, "uplicate")]
    public void A_faulty_header_is_refused(string json, int data, params string[] fault)
    {
        using var folder = new Folder();
        var header = Encoding.UTF8.GetBytes(json);
        Refused(folder.Write("t", BitConverter.GetBytes((long)header.Length), header, new byte[data]), fault);
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(3L)]
    [InlineData(100_000_001L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_header_longer_than_the_file_is_refused_before_it_is_read(long claimed)
    {
        using var folder = new Folder();
        Refused(folder.Write("t", BitConverter.GetBytes(claimed), "{}"u8.ToArray()), "its header claims");
    }

    [Fact]
    public void A_header_above_the_limit_is_refused_even_where_the_file_is_long_enough()
    {
        using var folder = new Folder();
        var path = folder.Write("t", BitConverter.GetBytes(100_000_001L));
        using (var stream = File.OpenWrite(path)) stream.SetLength(100_000_009);
        Refused(path, "its header claims 100000001 bytes");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_without_a_length_is_refused(int size)
    {
        using var folder = new Folder();
        Refused(folder.Write("t", new byte[size]), "shorter than 8 bytes");
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        using var folder = new Folder();
        var json = new string('[', 100_000);
        Refused(folder.Write("t", BitConverter.GetBytes((long)json.Length), Encoding.ASCII.GetBytes(json)), "depth");
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        using var folder = new Folder();
        Refused(folder.Write("t", BitConverter.GetBytes(8L), [.. "{\""u8, 0xFF, .. "\":{}}"u8]), "fault");
    }

    [Fact]
    public void Empty_tensors_take_no_room_even_where_other_sizes_would_overflow()
    {
        using var folder = new Folder();
        var json = """{"a":{"dtype":"F64","shape":[4294967296,4294967297,0],"data_offsets":[0,0]}}"""u8.ToArray();
        using var file = SafetensorsFile.Open(folder.Write("t", BitConverter.GetBytes((long)json.Length), json));
        Assert.Empty(file.Read("a"));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.safetensors",
            Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open("nowhere.safetensors")).Message);

    private static void Refused(string path, params string[] fault)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path).Dispose());
        Assert.StartsWith($"{path}: expected a safetensors file, got one with a fault: ", error.Message);
        Assert.EndsWith(". Fetch or write it again.", error.Message);
        Assert.All(fault, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }
}
