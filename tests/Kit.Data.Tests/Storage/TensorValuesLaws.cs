using FsCheck;
using FsCheck.Fluent;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

public class TensorValuesLaws
{
    private static readonly Gen<float> Float =
        Gen.Choose(int.MinValue, int.MaxValue).Select(BitConverter.Int32BitsToSingle);

    [Fact]
    public void Every_bfloat16_survives_float32()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var value = Bf16.ToFloat((ushort)bits);
            Assert.Equal(float.IsNaN(value) ? bits | 0x40 : bits, Bf16.FromFloat(value));
        }
    }

    [Fact]
    public void Rounding_takes_the_nearest_bfloat16_and_the_even_one_on_a_tie() =>
        Law.Holds(Float.Where(float.IsFinite).Where(x => Math.Abs(x) < 3e38f), x =>
        {
            var down = (ushort)(BitConverter.SingleToUInt32Bits(x) >> 16);      // towards zero
            var (below, above) = ((double)Bf16.ToFloat(down), (double)Bf16.ToFloat((ushort)(down + 1)));
            var side = Math.Abs(x - below).CompareTo(Math.Abs(above - x));
            var expected = side < 0 || (side == 0 && down % 2 == 0) ? down : down + 1;
            return Bf16.FromFloat(x) == expected;
        });

    [Theory]
    [InlineData(1.0f, 0x3F80)]
    [InlineData(1.00390625f, 0x3F80)]      // 1 + 2⁻⁸, a tie: down to the even neighbour
    [InlineData(1.01171875f, 0x3F82)]      // 1 + 3·2⁻⁸, a tie: up to the even neighbour
    [InlineData(1.0039064f, 0x3F81)]       // just above the first tie
    [InlineData(-2.5f, 0xC020)]
    [InlineData(float.MaxValue, 0x7F80)]   // rounds to infinity
    [InlineData(float.NegativeInfinity, 0xFF80)]
    public void Worked_bfloat16_values(float value, int bits) => Assert.Equal(bits, Bf16.FromFloat(value));

    [Fact]
    public void A_nan_with_only_low_bits_does_not_become_infinity() =>
        Assert.True(float.IsNaN(Bf16.ToFloat(Bf16.FromFloat(BitConverter.Int32BitsToSingle(0x7F800001)))));

    [Theory]
    [InlineData(TensorType.BOOL, new byte[] { 0, 1 }, new[] { 0f, 1 })]
    [InlineData(TensorType.U8, new byte[] { 200 }, new[] { 200f })]
    [InlineData(TensorType.I8, new byte[] { 200 }, new[] { -56f })]
    [InlineData(TensorType.U16, new byte[] { 0, 200 }, new[] { 51200f })]
    [InlineData(TensorType.I16, new byte[] { 0, 200 }, new[] { -14336f })]
    [InlineData(TensorType.F16, new byte[] { 0, 0x3E, 0, 0xC1 }, new[] { 1.5f, -2.5f })]
    [InlineData(TensorType.BF16, new byte[] { 0xC0, 0x3F, 0x20, 0xC0 }, new[] { 1.5f, -2.5f })]
    [InlineData(TensorType.U32, new byte[] { 0, 0, 0, 200 }, new[] { 3355443200f })]
    [InlineData(TensorType.I32, new byte[] { 0, 0, 0, 200 }, new[] { -939524096f })]
    [InlineData(TensorType.F32, new byte[] { 0, 0, 0xC0, 0x3F }, new[] { 1.5f })]
    [InlineData(TensorType.U64, new byte[] { 0, 0, 0, 0, 0, 0, 0, 200 }, new[] { 14411518807585587200f })]
    [InlineData(TensorType.I64, new byte[] { 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, new[] { -2f })]
    [InlineData(TensorType.F64, new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, new[] { 1.5f })]
    public void Each_type_reads_as_its_numbers(TensorType type, byte[] bytes, float[] expected) =>
        Assert.Equal(expected, type.ToFloats(bytes));

    [Fact]
    public void Eight_bit_floats_are_refused_by_name() =>
        Assert.Contains("got F8_E4M3",
            Assert.Throws<NotSupportedException>(() => TensorType.F8_E4M3.ToFloats(new byte[1])).Message);

    [Fact]
    public void Floats_survive_their_bytes() =>
        Law.Holds(Float.ArrayOf(), values => TensorType.F32.ToFloats(TensorValues.ToBytes(values))
            .Select(BitConverter.SingleToInt32Bits).SequenceEqual(values.Select(BitConverter.SingleToInt32Bits)));
}
