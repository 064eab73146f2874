using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

public class TensorDigestLaws
{
    private static readonly TensorSource[] Some =
    [
        Tensor("layers.0.q", TensorType.F32, [2, 2], 16), Tensor("layers.1.q", TensorType.F32, [4], 16),
        Tensor("norm", TensorType.BF16, [0], 0), Tensor("head", TensorType.BF16, [3, 1_000_000], 6_000_000),
    ];

    [Fact]
    public void Neither_order_nor_shards_count()
    {
        using var folder = new Folder();
        Safetensors.Write(folder["one.safetensors"], Some);
        ShardedSafetensors.Write(folder["many"], Some, shardBytes: 20);
        var digest = TensorDigest.From(Some);
        Assert.Equal(digest, TensorDigest.From(Enumerable.Reverse(Some)));
        Assert.Equal(digest, TensorDigest.FromFile(folder["one.safetensors"]));
        Assert.Equal(digest, TensorDigest.FromFile(folder["many"]));
    }

    [Fact]
    public void Every_byte_name_type_and_shape_counts()
    {
        TensorSource[][] others =
        [
            [.. Some[1..]],
            [Tensor("layers.0.k", TensorType.F32, [2, 2], 16), .. Some[1..]],
            [Tensor("layers.0.q", TensorType.I32, [2, 2], 16), .. Some[1..]],
            [Tensor("layers.0.q", TensorType.F32, [4], 16), .. Some[1..]],
            [Tensor("layers.0.q", TensorType.F32, [4], 16), Tensor("layers.1.q", TensorType.F32, [2, 2], 16), .. Some[2..]],
            .. new[] { 0, 2_500_001, 5_999_999 }.Select(at => Some[..3].Append(Flipped(Some[3], at)).ToArray()),
        ];
        var digests = others.Append(Some).Select(TensorDigest.From).ToArray();
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    private static TensorSource Tensor(string name, TensorType type, Sequence<long> shape, int bytes) =>
        TensorSource.From(name, type, shape, Enumerable.Range(0, bytes).Select(i => (byte)(i * 7)).ToArray());

    private static TensorSource Flipped(TensorSource tensor, int at)
    {
        var stream = new MemoryStream();
        tensor.Write(stream);
        var bytes = stream.ToArray();
        bytes[at] ^= 1;
        return TensorSource.From(tensor.Name, tensor.Type, tensor.Shape, bytes);
    }
}
