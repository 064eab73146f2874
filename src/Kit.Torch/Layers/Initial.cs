using static TorchSharp.torch;

namespace Kit.Torch.Layers;

/// <summary>What a new layer's weights hold before anything is loaded or learnt.</summary>
public abstract record Initial
{
    private Initial() { }

    /// <summary>Nothing: memory as it comes, for a checkpoint to be read into; on the device <c>meta</c> not even
    /// memory.</summary>
    public static Initial Unset { get; } = new Hollow();

    /// <summary>A matrix or embedding of that shape.</summary>
    public abstract Tensor Weight(long[] shape, Placement place);

    /// <summary>Biases, the scales of norms: everywhere the same.</summary>
    public abstract Tensor Constant(double value, long[] shape, Placement place);

    /// <summary>Weights ~ N(0, Std²) from the process's generator, constants as asked.</summary>
    /// <param name="Std">Standard deviation; Hugging Face's <c>initializer_range</c>.</param>
    public sealed record Normal(double Std) : Initial
    {
        public override Tensor Weight(long[] shape, Placement place) => Empty(shape, place).normal_(0, Std);

        public override Tensor Constant(double value, long[] shape, Placement place) =>
            full(shape, value, dtype: place.Dtype, device: place.Device);
    }

    private sealed record Hollow : Initial
    {
        public override Tensor Weight(long[] shape, Placement place) => Empty(shape, place);

        public override Tensor Constant(double value, long[] shape, Placement place) => Empty(shape, place);
    }

    private static Tensor Empty(long[] shape, Placement place) =>
        empty(shape, dtype: place.Dtype, device: place.Device);
}
