using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Half precision: what survives a round trip, and which way it rounds.</summary>
public sealed class PrecisionSpecs : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Bfloat16_is_the_upper_half_of_a_float_rounded_to_even()
    {
        float[] values = [1, -1.5f, 3.14159274f, 1e30f, 1e-30f, 0, 255.5f, 1.00390625f, 1.01171875f];
        float[] found = tensor(values).to(bfloat16).to(float32).data<float>().ToArray();
        Assert.Equal(Array.ConvertAll(values, Rounded), found);
        static float Rounded(float value)
        {
            uint bits = BitConverter.SingleToUInt32Bits(value);
            return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
        }
    }

    [Fact]
    public void Float16_is_the_runtimes_own_half()
    {
        float[] values = [1, -1.5f, 3.14159274f, 65504, 6e-5f, 1e-7f, 0];
        var half = tensor(values).to(float16);
        Assert.Equal(Array.ConvertAll(values, v => (Half)v), half.data<Half>().ToArray());
        Assert.Equal(Array.ConvertAll(values, v => (float)(Half)v), half.to(float32).data<float>().ToArray());
        Assert.True(float.IsPositiveInfinity(tensor(new[] { 1e6f }).to(float16).to(float32).item<float>()));
    }

    [Fact]
    public void Bfloat16_bytes_round_trip()
    {
        var x = Nd.Drawn(1, -9, 9, 64).ToTensor().to(bfloat16);
        var y = zeros_like(x);
        y.bytes = x.bytes;
        Assert.True(x.Equals(y));
        Assert.Equal(2, x.ElementSize);
        Assert.Equal(2, ScalarType.BFloat16.ElementSize());
    }

    [Fact]
    public void Whole_numbers_leave_whole_tensors_whole()
    {
        var x = arange(24, dtype: ScalarType.Int64);
        Assert.Equal(ScalarType.Int64, x.clamp_max(9).dtype);
        Assert.Equal(ScalarType.Int64, x.clamp(2, 9L).dtype);
        Assert.Equal(ScalarType.Float32, x.clamp_max(9.5).dtype);
    }

    [Fact]
    public void Half_precision_takes_part_in_training()
    {
        var w = Nd.Drawn(1, -1, 1, 4, 4).ToTensor().to(bfloat16).requires_grad_();
        w.matmul(w).sum().backward();
        Assert.Equal(ScalarType.BFloat16, w.grad!.dtype);
        Assert.True(w.grad!.isfinite().all().item<bool>());
    }
}
