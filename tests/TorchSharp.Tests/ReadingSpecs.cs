using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Getting values and facts out of tensors.</summary>
[Covers(
    "data", "item", "ToScalar", "ReadCpuValue", "ReadCpuDouble", "ReadCpuSingle", "ReadCpuInt64", "ReadCpuInt32",
    "ReadCpuInt16", "ReadCpuByte", "ReadCpuSByte", "ReadCpuBool", "ReadCpuFloat16", "ReadCpuBFloat16", "get_bytes",
        "set_bytes",
    "WriteBytesToStream", "ReadBytesFromStream", "get_Dimensions", "get_ndim", "get_NumberOfElements",
        "get_ElementSize",
    "get_shape", "get_dtype", "get_device_type", "get_device_index", "get_device", "get_is_cuda", "get_is_meta",
    "get_is_sparse", "dim", "numel", "element_size", "storage_offset", "is_contiguous", "is_cpu", "is_floating_point",
    "is_integral", "is_complex", "size", "stride", "get_name", "set_name", "GetHashCode", "Equals", "is_pinned")]
public sealed class ReadingSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Facts_about_a_view_are_those_of_its_strides()
    {
        var x = arange(24).reshape(2, 3, 4)[.., 1.., 2];
        Assert.Equal([2, 2], x.shape);
        Assert.Equal([2, 2], x.size());
        Assert.Equal([12, 4], x.stride());
        Assert.Equal((2, 2, 4), (x.size(0), x.size(-1), x.stride(1)));
        Assert.Equal((2, 2, 2), (x.dim(), x.ndim, x.Dimensions));
        Assert.Equal((4, 4, 8, 8), (x.numel(), x.NumberOfElements, x.element_size(), x.ElementSize));
        Assert.Equal(6, x.storage_offset());
        Assert.False(x.is_contiguous());
        Assert.True(x.is_cpu() && !x.is_cuda && !x.is_meta && !x.is_sparse && !x.is_pinned());
        Assert.True(x.is_integral() && !x.is_floating_point() && !x.is_complex());
        Assert.Equal((DeviceType.CPU, "cpu"), (x.device_type, x.device.ToString()));
        Assert.Equal(-1, x.device_index);
        Assert.Equal(ScalarType.Int64, x.dtype);
        Assert.Throws<ArgumentOutOfRangeException>(() => x.size(2));
    }

    [Fact]
    public void An_accessor_walks_a_view_in_row_major_order()
    {
        TensorAccessor<long> data = arange(6).reshape(2, 3).T.data<long>();
        Assert.Equal(6, data.Count);
        Assert.Equal([0L, 3, 1, 4, 2, 5], data.ToArray());
        Assert.Equal([0L, 3, 1, 4, 2, 5], data);
        Assert.Equal(5, data[2, 1]);
        Assert.Equal(4, ((long[,])data.ToNDArray())[1, 1]);
        data[2, 1] = 9;
        Assert.Equal(9, data[5]);
        var part = new long[2];
        data.CopyTo(part, 0, 1);
        Assert.Equal([3L, 1], part);
        data.CopyFrom([7L, 8], 0, 4);
        Assert.Equal([0L, 3, 1, 4, 7, 8], data.ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => data[3, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => data[6]);
        Assert.Throws<ArgumentException>(() => data[1, 1, 1]);
    }

    [Fact]
    public void The_managed_type_must_be_the_tensors_own()
    {
        var x = ones(2);
        Assert.Equal("data: expected Single for Float32, got Double. Convert with to().",
            Assert.Throws<ArgumentException>(() => x.data<double>()).Message);
        Assert.Throws<ArgumentException>(() => x.item<float>());
        Assert.Throws<ArgumentException>(() => x.sum().item<long>());
        Assert.Equal(2f, x.sum().item<float>());
        Assert.Equal(2, x.sum().ToScalar().ToInt64());
        Assert.Equal(2, x.sum().ToDouble());
        Assert.Throws<ArgumentException>(() => x.to(bfloat16).data<float>());
    }

    [Fact]
    public void Elements_are_read_by_position()
    {
        var x = tensor(new[] { 1.5, -2 });
        Assert.Equal(-2, x.ReadCpuDouble(1));
        Assert.Equal(-2f, x.@float().ReadCpuSingle(1));
        Assert.Equal(-2L, x.@long().ReadCpuInt64(1));
        Assert.Equal(-2, x.@int().ReadCpuInt32(1));
        Assert.Equal((short)-2, x.@short().ReadCpuInt16(1));
        Assert.Equal((sbyte)-2, x.@char().ReadCpuSByte(1));
        Assert.Equal((byte)2, x.abs().@byte().ReadCpuByte(1));
        Assert.True(x.@bool().ReadCpuBool(1));
        Assert.Equal(-2f, x.half().ReadCpuFloat16(1));
        Assert.Equal(1.5f, x.bfloat16().ReadCpuBFloat16(0));
        Assert.Equal(3, arange(6).reshape(2, 3).T.ReadCpuValue<long>(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.ReadCpuDouble(2));
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        var x = tensor(new[] { 1f, 2 });
        Assert.Equal(BitConverter.GetBytes(2f), x.bytes[4..].ToArray());
        x.bytes[..4].Clear();
        Assert.Equal([0f, 2f], x.data<float>().ToArray());
        x.bytes = new byte[8];
        Assert.Equal([0f, 0f], x.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => x.bytes = new byte[7]);
        Assert.Throws<InvalidOperationException>(() => _ = ones(2, 2)[.., 0].bytes.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1 << 20)]
    public void Streams_carry_bytes_whatever_the_buffer(int buffer)
    {
        var x = Nd.Drawn(1, -2, 2, 5, 7).ToTensor();
        using var stream = new MemoryStream();
        x.WriteBytesToStream(stream, buffer);
        Assert.Equal(5 * 7 * 8, stream.Length);
        stream.Position = 0;
        var y = x.zeros_like();
        y.ReadBytesFromStream(stream, buffer);
        Assert.True(x.Equals(y));
        Assert.Throws<EndOfStreamException>(() => y.ReadBytesFromStream(stream, buffer));
    }

    [Fact]
    public void Two_handles_are_different_objects_with_equal_content()
    {
        var x = ones(2);
        x.name = "x";
        var y = x.alias();
        Assert.True(x.Equals(y) && x.Equals((object)y) && !x.Equals((object)"x"));
        Assert.NotEqual(x.GetHashCode(), y.GetHashCode());
        Assert.Equal("x", x.name);
        Assert.Null(y.name);
        y[0] = 5f;
        Assert.Equal(5f, x[0].item<float>());
    }
}
