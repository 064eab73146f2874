namespace Kit.Models;

/// <summary>A small video language model: vision tower, pooled projector, decoder.</summary>
/// <param name="Frames">Frames per clip.</param>
public sealed record VideoLmConfig(VisionConfig Vision, DecoderConfig Decoder, int Frames = 8)
{
    /// <summary>Visual tokens of one clip, in front of every prompt.</summary>
    public int VisualTokens => Frames * Vision.TokensPerFrame;
}
