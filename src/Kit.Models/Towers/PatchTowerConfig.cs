namespace Kit.Models.Towers;

/// <summary>A CLIP or SigLIP image tower; names and meaning as in Hugging Face's <c>vision_config</c>.</summary>
/// <param name="Kind">What surrounds the transformer's layers.</param>
/// <param name="HiddenSize">D_v.</param>
/// <param name="IntermediateSize">Width of the feed-forward.</param>
/// <param name="Layers"><c>num_hidden_layers</c>.</param>
/// <param name="Heads"><c>num_attention_heads</c>.</param>
/// <param name="ImageSize">Height and width of a frame, pixels.</param>
/// <param name="PatchSize">Pixels per patch side; a remainder at the right and the bottom is not seen.</param>
/// <param name="Epsilon"><c>layer_norm_eps</c>.</param>
/// <param name="Activation"><c>hidden_act</c>.</param>
/// <param name="Channels"><c>num_channels</c>.</param>
public sealed record PatchTowerConfig(
    PatchTowerKind Kind, int HiddenSize, int IntermediateSize, int Layers, int Heads, int ImageSize, int PatchSize,
    double Epsilon, Activation Activation, int Channels = 3)
{
    /// <summary>CLIP ViT-L/14 at 336 pixels, LLaVA-1.5's and LLaVA-NeXT's. Radford et al. 2021 (arXiv:2103.00020).
    /// </summary>
    public static PatchTowerConfig ClipLarge336 { get; } =
        new(PatchTowerKind.Clip, 1024, 4096, 24, 16, 336, 14, 1e-5, Activation.QuickGelu);

    /// <summary>SigLIP so400m/14 at 384 pixels, LLaVA-Video's. Zhai et al. 2023 (arXiv:2303.15343).</summary>
    public static PatchTowerConfig SiglipSo400M384 { get; } =
        new(PatchTowerKind.SiglipWithoutHead, 1152, 4304, 27, 16, 384, 14, 1e-6, Activation.GeluTanh);

    /// <summary>G, patches per side.</summary>
    public int Grid => ImageSize / PatchSize;

    /// <summary>Vectors a frame: G² patches, and CLIP's class token in front of them.</summary>
    public int Tokens => Grid * Grid + (Kind == PatchTowerKind.Clip ? 1 : 0);
}

/// <summary>What surrounds a patch tower's layers.</summary>
public enum PatchTowerKind
{
    /// <summary>A class token, a norm before the first layer, no bias on patches.</summary>
    Clip,

    /// <summary>Patches alone, and a head that pools them by attention.</summary>
    Siglip,

    /// <summary>SigLIP as video models store it, <c>vision_use_head: false</c>.</summary>
    SiglipWithoutHead,
}
