using Kit.Data.Storage;
using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests.Checkpoints;

/// <summary>One number that is not finite, wherever it stands and in whatever type, is found.</summary>
public sealed class NotFinite
{
    public static TheoryData<TensorType, byte[]> Numbers => new()
    {
        { TensorType.F32, [0x00, 0x00, 0x80, 0x7F] },                    // ∞
        { TensorType.F32, [0x01, 0x00, 0x80, 0xFF] },                    // NaN
        { TensorType.BF16, [0x80, 0xFF] },                               // −∞
        { TensorType.F16, [0x01, 0x7C] },                                // NaN
        { TensorType.F64, [0, 0, 0, 0, 0, 0, 0xF0, 0x7F] },              // ∞
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Is_found_at_every_place(TensorType type, byte[] number)
    {
        using var folder = new Spoilt();
        var weight = folder.Tensors().Single(t => t.Name == "lm_head.weight");
        foreach (var place in new[] { 0, 43, 86, 87 })
        {
            var bytes = new byte[88 * number.Length];
            number.CopyTo(bytes, place * number.Length);
            Replace(folder, TensorSource.From(weight.Name, type, weight.Shape, bytes));
            var error = Assert.Throws<InvalidDataException>(() => CausalLm.Load(folder.Folder, Placement.Cpu));
            Assert.Contains($"lm_head.weight {type} [11, 8]: expected finite weights", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(TensorType.F32, new byte[] { 0xFF, 0xFF, 0x7F, 0x7F })]
    [InlineData(TensorType.BF16, new byte[] { 0x7F, 0xFF })]
    [InlineData(TensorType.F16, new byte[] { 0xFF, 0xFB })]
    public void The_largest_finite_number_is_not(TensorType type, byte[] number)
    {
        using var folder = new Spoilt();
        byte[] bytes = [.. Enumerable.Repeat(number, 88).SelectMany(b => b)];
        Replace(folder, TensorSource.From("lm_head.weight", type, [11, 8], bytes));
        CausalLm.Load(folder.Folder, Placement.Cpu).Dispose();
    }

    private static void Replace(Spoilt folder, TensorSource weight) => Safetensors.Write(
        folder["model.safetensors"], [.. folder.Tensors().Where(t => t.Name != weight.Name), weight]);
}
