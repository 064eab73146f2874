using Kit.Torch;
using static TorchSharp.torch;

namespace Kit.Models.Tests;

internal static class Given
{
    public static VideoLmConfig Config { get; } = new(
        new VisionConfig(ImageSize: 16, PatchSize: 4, HiddenSize: 8, Layers: 1, Heads: 2, PoolStride: 2),
        new DecoderConfig(19, HiddenSize: 16, Layers: 2, Heads: 4, KeyValueHeads: 2, IntermediateSize: 24, InitializerRange: 0.3),
        Frames: 2);

    public static VideoLm Model(long seed = 1) => new(Config, Placement.Cpu, seed);

    /// <summary>Clips of noise, uint8 [C, F, H, W, 3].</summary>
    public static Tensor Clips(int count)
    {
        manual_seed(5);
        return randint(0, 256, [count, Config.Frames, 16, 16, 3], dtype: ScalarType.Byte);
    }

    public static Tensor Features(VideoLm model, int clips)
    {
        using var still = no_grad();
        return model.Features(Clips(clips));
    }
}
