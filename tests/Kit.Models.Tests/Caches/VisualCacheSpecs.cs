using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;
using Kit.Models.Caches;
using TorchSharp;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Caches;

public sealed class VisualCacheSpecs : IDisposable
{
    private static readonly Fingerprint Print = Fingerprint.From(("weights", "w"));

    private readonly string folder = Directory.CreateTempSubdirectory("kit-visual-").FullName;
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void Tokens_of_clips_of_any_length_come_back_bit_for_bit(ScalarType type)
    {
        var shapes = from tokens in Gen.Choose(0, 9) from width in Gen.Choose(1, 5) select (tokens, width);
        var clip = 0;
        Prop.ForAll(shapes.ToArbitrary(), shape =>
        {
            var given = randn([shape.tokens, shape.width]).to(type).requires_grad_();
            var name = $"{type} {++clip}";
            var made = VisualCache.Of(folder, Print).Take(name, () => given);
            var read = VisualCache.Of(folder, Print).Take(name, () => throw new InvalidOperationException("made twice"));
            return new[] { made, read }.All(t => t.dtype == type && !t.requires_grad
                && t.shape.SequenceEqual(given.shape) && t.equal(given).all().item<bool>());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public void Another_fingerprint_makes_its_own_and_says_what_changed()
    {
        VisualCache.Of(folder, Print).Take("a", () => zeros([1, 2]));
        var other = VisualCache.Of(folder, Print.With("weights", "v"));
        Assert.Equal("stale: weights: w → v", $"{other.Files.Found}");
        Assert.False(other.Contains("a"));
        Assert.Equal(1, other.Take("a", () => ones([1, 2])).max().item<float>());
        Assert.Equal(0, VisualCache.Of(folder, Print).Take("a", () => ones([1, 2])).max().item<float>());
    }

    [Fact]
    public void What_no_run_could_use_is_not_stored()
    {
        var cache = VisualCache.Of(folder, Print);
        Assert.Equal(
            "clip a: expected finite visual tokens [V, D], got [1, 2] with NaN or infinity. Inspect its frames and the tower.",
            Assert.Throws<InvalidDataException>(() => cache.Take("a", () => zeros([1, 2]) / 0)).Message);
        Assert.Equal("clip a: expected finite visual tokens [V, D], got [2]. Inspect its frames and the tower.",
            Assert.Throws<InvalidDataException>(() => cache.Take("a", () => zeros([2]))).Message);
        Assert.False(cache.Contains("a"));
    }

    [Fact]
    public void Rows_are_read_from_where_they_lie()
    {
        var given = arange(60, dtype: ScalarType.Float32).view(5, 4, 3);
        Safetensors.Write(Path.Combine(folder, "t"), [StoredTensor.Source("t", given)]);
        using var file = SafetensorsFile.Open(Path.Combine(folder, "t"));
        foreach (var (start, count) in new[] { (0, 5), (2, 2), (4, 1), (5, 0) })
            Assert.True(StoredTensor.ReadRows(file, "t", start, count).equal(given.narrow(0, start, count)).all().item<bool>());
        Assert.StartsWith($"{Path.Combine(folder, "t")}, t F32 [5, 4, 3]: expected rows of it, got 2 from 4 on.",
            Assert.Throws<ArgumentOutOfRangeException>(() => StoredTensor.ReadRows(file, "t", 4, 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => StoredTensor.ReadRows(file, "t", -1, 2));
    }
}
