using Kit.Video;

namespace Kit.Models.Towers;

/// <summary>Qwen2-VL's tower, and Qwen2.5-VL's; names and meaning as in Hugging Face's <c>vision_config</c>.</summary>
/// <param name="Generation">Which of the two.</param>
/// <param name="HiddenSize">D_v (<c>embed_dim</c> of Qwen2-VL, <c>hidden_size</c> of Qwen2.5-VL).</param>
/// <param name="OutputSize">D, the decoder's width.</param>
/// <param name="IntermediateSize">Width of the feed-forward.</param>
/// <param name="Layers"><c>depth</c>.</param>
/// <param name="Heads"><c>num_heads</c>.</param>
/// <param name="PatchSize">Pixels per patch side.</param>
/// <param name="TemporalPatchSize">Frames that one patch covers.</param>
/// <param name="MergeSize">Patches per side that one visual token covers.</param>
/// <param name="Activation">Qwen2-VL's <c>hidden_act</c>; Qwen2.5-VL's feed-forward is gated by silu.</param>
/// <param name="WindowSize">Pixels per side of a window; Qwen2.5-VL.</param>
/// <param name="FullLayers">Layers in which a patch sees its whole frame; the others see their window.</param>
/// <param name="Channels"><c>in_channels</c>.</param>
public sealed record QwenTowerConfig(
    QwenGeneration Generation, int HiddenSize, int OutputSize, int IntermediateSize, int Layers, int Heads,
    int PatchSize, int TemporalPatchSize, int MergeSize, Activation Activation, int WindowSize,
    Sequence<int> FullLayers, int Channels = 3)
{
    /// <summary>Numbers of one patch: C · frames · p².</summary>
    public int PatchNumbers => Channels * TemporalPatchSize * PatchSize * PatchSize;

    /// <summary>Visual tokens per side of a window.</summary>
    public int WindowTokens => WindowSize / MergeSize / PatchSize;

    /// <summary>Visual tokens of a clip.</summary>
    public int Tokens(PatchGrid grid) => grid.Tokens(MergeSize);

    internal bool IsFull(int layer) => Generation == QwenGeneration.Qwen2 || FullLayers.Contains(layer);
}

/// <summary>Generations of Qwen's vision tower.</summary>
public enum QwenGeneration
{
    /// <summary>Layer norms, a plain feed-forward, whole frames in every layer. Wang et al. 2024 (arXiv:2409.12191).
    /// </summary>
    Qwen2,

    /// <summary>RMS norms, a gated feed-forward, windows in most layers. Bai et al. 2025 (arXiv:2502.13923).</summary>
    Qwen25,
}
