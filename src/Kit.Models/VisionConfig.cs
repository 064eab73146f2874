namespace Kit.Models;

/// <summary>A patch tower in the manner of SigLIP, with spatial pooling after it.</summary>
/// <param name="ImageSize">Height and width of a frame, pixels.</param>
/// <param name="PatchSize">Pixels per patch side; divides ImageSize.</param>
/// <param name="HiddenSize">Width of the tower.</param>
/// <param name="Layers">Transformer layers; attention stays inside a frame.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="PoolStride">Patches per side that one visual token averages (LLaVA-Video's
/// <c>mm_spatial_pool_stride</c>).</param>
public sealed record VisionConfig(
    int ImageSize = 64, int PatchSize = 8, int HiddenSize = 64, int Layers = 1, int Heads = 4, int PoolStride = 2)
{
    /// <summary>Patches per side.</summary>
    public int Grid => ImageSize / PatchSize;

    /// <summary>Visual tokens of one frame after pooling.</summary>
    public int TokensPerFrame => Grid / PoolStride * (Grid / PoolStride);
}
